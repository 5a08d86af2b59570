//! Words of the settings page, and of a first visit.

use super::{Text, text};

pub const RESET_DEMO: Text = text("重置演示店", "Reset the demo");
pub const DEMO_RESET: Text = text("演示店已恢复原样。", "The demo is as it was delivered.");
pub const RESET_CAPTION: Text = text(
    "演示店可以随便记。重置后，在演示店里记下的全部清除，回到最初的样子。",
    "Write in the demo as you like. A reset removes all that was written in it.",
);
pub const TITLE: Text = text("设置", "Settings");
pub const LANGUAGE: Text = text("语言", "Language");
pub const CHINESE: &str = "中文";
pub const ENGLISH: &str = "English";
pub const THEME: Text = text("外观", "Appearance");
pub const THEME_AUTO: Text = text("跟随设备", "As the device");
pub const THEME_LIGHT: Text = text("浅色", "Light");
pub const THEME_DARK: Text = text("深色", "Dark");
pub const CLOCK: Text = text("意向级别的跟进时限", "Follow-up clock of the intent levels");
pub const CLOCK_CAPTION: Text = text(
    "超过时限没有联系，就算滞留。三套公开的规则任选其一，随门店保存；没有评级的线索按 B 级。",
    "Without contact for longer, a lead stands still. Choose one of three published rules; it is kept with the store. Leads without a level count as B.",
);
pub const SAVE_CLOCK: Text = text("保存时限", "Save the clock");
pub const NAME_SAVED: Text = text("店名已保存", "The name was saved");
pub const DEVICE: Text = text("这台设备", "This device");
pub const CLOCK_SAVED: Text = text("时限已更改，各页已按新规则重算", "The clock was changed; all pages follow it");
pub const ABOUT: Text = text("关于", "About");
pub const VERSION: Text = text("版本", "Version");
pub const THIRD_PARTY: Text = text("开源组件许可", "Open-source licences");
pub const BUILD: Text = text("构建", "Build");
pub const ABOUT_TEXT: Text = text(
    "本源是汽车经销商的客户生命周期工作台，全部在浏览器里运行。数据留在这台设备上，分析也在这台设备上完成。",
    "Benyuan is a customer-lifecycle workbench for car dealerships that runs entirely in the browser. The data stay on this device, and so does the analysis.",
);

pub const WELCOME: Text = text("从系统导出的文件，到看得见的漏点", "From exported files to visible leaks");
pub const WELCOME_TEXT: Text = text(
    "把经销商系统导出的 Excel 或 CSV 放进来，一分钟内看到生命周期地图与漏斗；每个数字都能点开，看到背后的客户。",
    "Drop in the Excel or CSV files your dealer system exports and within a minute see the lifecycle map and the funnel; every number opens to the customers behind it.",
);
pub const WELCOME_ANY: Text = text("有几种放几种，单独一种也能看。", "Bring those you have; a single one will do.");
pub const WHERE_TITLE: Text = text("数据存在哪里", "Where the data live");
