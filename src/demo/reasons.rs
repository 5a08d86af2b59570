//! Why a lead is declared lost (战败原因), by how far it came. Those who had a test drive and got no price blame the
//! consultant.

use super::random::Random;
use crate::terms::stage::Step;

pub fn reason(reached: Step, random: &mut Random) -> &'static str {
    let reasons = match reached {
        Step::Lead | Step::FirstResponse | Step::Visit => &EARLY_REASONS,
        Step::TestDrive => &DRIVEN_REASONS,
        _ => &LATE_REASONS,
    };
    reasons[random.weighed(reasons.iter().map(|reason| reason.1))].0
}

const EARLY_REASONS: [(&str, u32); 7] = [
    ("价格偏高", 20),
    ("品牌喜好", 22),
    ("车型不符", 18),
    ("跟进及时", 14),
    ("区域限制", 9),
    ("朋友推荐", 9),
    ("交通不便", 8),
];
const DRIVEN_REASONS: [(&str, u32); 7] = [
    ("跟进及时", 24),
    ("需求了解", 17),
    ("价格偏高", 16),
    ("专业知识", 13),
    ("品牌喜好", 12),
    ("配置不匹配", 10),
    ("问题解决", 8),
];
const LATE_REASONS: [(&str, u32); 7] = [
    ("价格偏高", 28),
    ("促销政策", 20),
    ("交付周期", 14),
    ("按揭不畅", 11),
    ("品牌喜好", 10),
    ("信守承诺", 9),
    ("车型缺货", 8),
];
