//! Words of a follow-up (跟进): how somebody was contacted, and what came of it. The dictionary is that of DOMAIN §9 and
//! FORMS F2.

use crate::numbered::numbered;

numbered! {
    /// How somebody was contacted (跟进方式).
    pub enum Way {
        /// 电话
        Call = 0,
        /// 微信/企微
        Wechat = 1,
        /// 短信
        Sms = 2,
        /// 到店
        Showroom = 3,
        /// 上门
        AtHome = 4,
        /// 邮件
        Mail = 5,
    }
}

numbered! {
    /// What came of it (跟进结果).
    pub enum Outcome {
        // 成功
        /// 已沟通
        Talked = 0,
        /// 有意向预约
        MeansToBook = 1,
        /// 已经预约
        Booked = 2,
        /// 另安排时间
        OtherTime = 3,
        /// 没时间接听
        NoTime = 4,
        /// 已完成保养
        ServiceDone = 5,
        /// 里程未到
        MileageNotReached = 6,
        /// 异地使用
        UsedElsewhere = 7,
        // 未通
        /// 无应答
        NoAnswer = 20,
        /// 拒接
        Declined = 21,
        /// 关机
        SwitchedOff = 22,
        /// 停机
        Suspended = 23,
        /// 错号/空号
        WrongNumber = 24,
        /// 未去电
        NotCalled = 25,
        /// 已发未回: a message was sent, and no reply came.
        NoReply = 26,
        // 无效
        /// 明确拒绝
        Refused = 40,
        /// 挂断
        HungUp = 41,
        /// 信号中断
        CutOff = 42,
        /// 车子转让
        CarSold = 43,
        /// 转赠他人
        CarGiven = 44,
        /// 出租车
        Taxi = 45,
        /// 外面投保
        InsuredElsewhere = 46,
        /// 拒绝报价
        QuoteRefused = 47,
        /// 其他
        Other = 48,
    }
}

/// The three kinds of outcome.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// 成功
    Reached,
    /// 未通
    Missed,
    /// 无效
    Void,
}

pub const REACHES: [Reach; 3] = [Reach::Reached, Reach::Missed, Reach::Void];

impl Outcome {
    pub const fn reach(self) -> Reach {
        match self as u8 {
            0..20 => Reach::Reached,
            20..40 => Reach::Missed,
            _ => Reach::Void,
        }
    }

    /// Whether the customer was spoken to. Only a logged human contact counts as one (DOMAIN §3): a call that nobody
    /// takes moves no clock.
    pub const fn is_contact(self) -> bool {
        match self.reach() {
            Reach::Reached => true,
            Reach::Missed => false,
            Reach::Void => !matches!(self, Self::HungUp | Self::CutOff),
        }
    }

    /// Whether it is about a car, so that only an owner can say it.
    pub const fn is_of_owner(self) -> bool {
        use Outcome::*;
        matches!(self, ServiceDone | MileageNotReached | UsedElsewhere | CarSold | CarGiven | Taxi | InsuredElsewhere)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_was_spoken_to_was_contacted() {
        let contacts = Outcome::ALL.into_iter().filter(|outcome| outcome.is_contact()).count();
        assert_eq!((contacts, Outcome::ALL.len()), (15, 24));
        assert!(!Outcome::NoAnswer.is_contact() && !Outcome::CutOff.is_contact() && Outcome::Refused.is_contact());
    }
}
