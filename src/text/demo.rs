//! Words of the demo store and its tour.

use super::{Text, text};

pub const NAME: Text = text(crate::demo::NAME, "Demo store");
pub const OPEN: Text = text("打开演示店", "Open the demo store");
pub const OPEN_HINT: Text = text(
    "没有文件也能试：一家虚构的店，八年的客户，一按就开。",
    "No files at hand? A fictional store with eight years of customers, one press away.",
);
pub const OPENING: Text = text("正在准备演示店…", "Preparing the demo store…");
pub const TAG: Text = text("演示", "Demo");
pub const BANNER: Text = text("演示店：人物与数据都是虚构的", "Demo store: people and records are made up");
pub const TOUR: Text = text("导览", "Tour");
pub const OWN: Text = text("用自己的数据", "Use your own data");
pub const NAME_STAYS: Text = text("演示店的名字不能改。", "The demo store keeps its name.");
pub const NO_IMPORT: Text = text(
    "演示店不接受导入，免得虚构的与真实的混在一起。先切换到自己的店，再放入文件。",
    "The demo store takes no imports, so that made-up and real records never mix. Switch to a store of your own first.",
);

pub const NEXT: Text = text("下一站", "Next");
pub const DONE: Text = text("开始使用", "Start");
pub const LEAVE: Text = text("跳过", "Skip");

/// One stop of the tour.
pub struct Stop {
    pub title: Text,
    pub words: Text,
}

pub const STOPS: [Stop; 4] = [
    Stop {
        title: text("每个环节都有两个出口", "Every touchpoint has two exits"),
        words: text(
            "往前走一步，或者流失。圆越大，停留在那里的人越多；红色越宽，流失的人越多。点任何一个数字，都能看到名单。",
            "On to the next, or lost. The larger a circle, the more people wait there; the wider the red, the more were lost. Tap any number to see who they are.",
        ),
    },
    Stop {
        title: text("拖回一年前", "Slide a year back"),
        words: text(
            "拖动日期，看各阶段的车主怎样变多、变少、流失；地图与分布一起回放。",
            "Drag the date and watch owners of each stage grow, shrink and leave; the map replays with it.",
        ),
    },
    Stop {
        title: text("谁在 30 天后不再跟进", "Who stops following up after day 30"),
        words: text(
            "漏斗先看最大的缺口，再按顾问看：放弃率、30–90 天重点跟进名单、无人跟进的客户。",
            "The funnel shows the widest gap, then each consultant: leads given up, the day 30–90 priority list, the unattended.",
        ),
    },
    Stop {
        title: text("总分持平，分项此消彼长", "The total holds, its parts do not"),
        words: text(
            "一项分数上升，另一项同时下降。点线上的一个点，读当时客户的原话。",
            "One score rises while another sinks. Tap a point to read what customers said then.",
        ),
    },
];
