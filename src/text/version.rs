//! Words of the program's own copy on the device: offline use, newer versions, installing.

use super::{Text, text};

pub const NEWER: Text = text("新版本已就绪", "A new version is ready");
pub const NEWER_HELD_UP: Text = text(
    "新版本已就绪；先导入或放弃已选的文件，再更新",
    "A new version is ready; import or discard the chosen files first",
);
pub const UPDATE: Text = text("更新", "Update");
pub const UPDATING: Text = text("正在更新…", "Updating…");

pub const OFFLINE: Text = text("离线", "Offline");
pub const OFFLINE_PREPARING: Text =
    text("尚未就绪，程序还没有完整存到这台设备上", "Not yet: the program is not completely on this device");
pub const OFFLINE_READY: Text = text("可离线使用", "Works offline");
pub const OFFLINE_UNAVAILABLE: Text = text(
    "不可用：需要 HTTPS 地址，并允许浏览器保存网站数据",
    "Not available: it takes an HTTPS address and a browser that may keep site data",
);

pub const INSTALL: Text = text("安装", "Install");
pub const INSTALL_TEXT: Text = text(
    "Chrome、Edge：地址栏或菜单里的“安装”。iPad、iPhone：Safari 的“分享”里选“添加到主屏幕”，再从主屏幕的图标打开并导入，它的数据与 Safari 里的各自存放。",
    "Chrome, Edge: Install, in the address bar or the menu. iPad, iPhone: Add to Home Screen, in Safari's share menu; then open the icon and import there, as its data are kept apart from Safari's.",
);
