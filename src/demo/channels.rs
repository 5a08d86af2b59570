//! Where leads come from, and how far people from each channel usually come.

use super::random::Random;

pub struct Channel {
    pub name: &'static str,
    pub subs: &'static [&'static str],
    /// Frequency, per thousand.
    pub weight: u32,
    /// Visits per thousand leads.
    pub visits: i32,
    /// The customer comes in person: the lead begins with a visit.
    pub walks_in: bool,
    /// Enquiries arrive at any hour.
    pub online: bool,
}

const fn channel(name: &'static str, subs: &'static [&'static str], weight: u32, visits: i32) -> Channel {
    Channel { name, subs, weight, visits, walks_in: false, online: false }
}

const fn online(name: &'static str, subs: &'static [&'static str], weight: u32, visits: i32) -> Channel {
    Channel { online: true, ..channel(name, subs, weight, visits) }
}

/// Owners who return for their next car.
pub static BACK: Channel = channel("老客户再购", &["增购", "换购"], 0, 900);
pub const REFERRED: &str = "老客户转介绍";

pub static CHANNELS: [Channel; 8] = [
    Channel { walks_in: true, ..channel("自然到店", &["路过", "朋友陪同", "商圈"], 320, 1000) },
    channel(REFERRED, &["车主推荐", "员工推荐"], 90, 880),
    channel("来电咨询", &["400热线", "展厅电话"], 90, 720),
    channel("车展外拓", &["市级车展", "商超外展", "团购会"], 130, 640),
    online("垂直网站", &["车问网", "看车网", "报价大全"], 190, 600),
    online("短视频直播", &["店播", "达人直播"], 90, 520),
    online("厂家官网", &["预约试驾", "在线订车"], 60, 680),
    online("公众号", &["企业微信", "活动报名"], 30, 620),
];

pub fn draw(random: &mut Random) -> &'static Channel {
    &CHANNELS[random.weighed(CHANNELS.iter().map(|channel| channel.weight))]
}
