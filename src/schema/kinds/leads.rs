//! 线索: leads, with what was done about each.

use super::super::{
    cell::Source,
    fields::Field::{self, *},
    import::{Given, Import, Key, Part, Person, Refusal, Words, dated, note_missing, somebody},
    row::{At, row},
    values::{Gender, Phone},
};
use crate::{
    diag::Matter,
    terms::stage::Level,
    time::{Day, Moment, Precision},
};

row! {
    /// A lead (线索).
    pub struct LeadRow {
        /// 线索ID
        code: Option<String> = 0 LeadCode "线索ID|线索唯一ID|线索编号|线索代码|线索号|线索编码|线索单号|线索流水号|\
            线索主键|商机编号|商机ID|商机号|潜客编号|潜客ID|潜客编码|Lead ID|Lead No|Lead Code|Lead Number";
        /// 客户ID of the dealer system.
        customer_code: Option<String> = 1 CustomerCode "客户ID|客户编号|客户编码|客户号|客户代码|客户唯一ID|\
            Customer ID|Customer No|Customer Code";
        name: String = 2 Name "潜客姓名|潜客名称|线索姓名|线索客户姓名";
        phone: Phone = 3 Phone "潜客电话|潜客手机|潜客手机号|线索手机号|线索电话|线索手机|留资电话|留资手机号";
        gender: Option<Gender> = 7 Gender;
        city: Option<String> = 8 City;
        channel: Option<String> = 4 Channel "一级渠道名称|一级渠道|线索来源|渠道|来源|客户来源|渠道名称|来源渠道|\
            线索渠道|信息来源|信息渠道|集客方式|留资来源|推广渠道|线索渠道名称|一级来源|来源名称|渠道来源|获客渠道|\
            潜客来源|留资渠道|平台|媒体名称|媒体|集客渠道|集客来源|Channel|Source|Lead Source";
        sub_channel: Option<String> = 5 SubChannel "二级渠道名称|二级渠道|二级来源|子渠道|细分渠道|来源明细|渠道明细|\
            三级渠道名称|三级渠道|四级渠道名称|四级渠道|Sub Channel|Sub Source";
        /// 线索类型
        lead_type: Option<String> = 6 LeadType "线索类型|线索类别|线索分类|线索种类|Lead Type";
        model: Option<String> = 9 Model "意向车型|意向车系|意向车型名称|意向车系名称|关注车型|咨询车型|拟购车型|车型|\
            车系|线索车型|意向车款";
        budget: Option<String> = 10 Budget "预算区间|购车预算|预算|预算金额|预算范围|客户预算|意向价格|价格区间|\
            意向价位|Budget";
        dealer: Option<String> = 11 Dealer "经销店名称|经销商名称|门店名称|经销商|经销店|门店|店名|专营店名称|专营店|\
            4S店|分配经销商|所属门店|所属经销商|分配门店|经销商简称|店端名称|店铺名称|分派经销商|分派门店|下发经销商|\
            Dealer|Dealer Name|Store";
        created: Option<Moment> = 12 LeadCreated "线索创建时间|创建时间|建卡时间|留资时间|线索生成时间|线索时间|\
            创建日期|线索产生时间|线索录入时间|收集时间|导入时间|线索收集时间|线索导入时间|线索下发时间|下发时间|\
            入库时间|录入时间|登记时间|建档时间|首次建档时间|首次建卡时间|集客时间|潜客创建时间|生成时间|提交时间|\
            进线时间|留档时间|线索进入时间|采集时间|获取时间|接收时间|线索获取时间|线索接收时间|新增时间|报名时间|\
            注册时间|Created|Created At|Create Time|Created Time|Created Date|Lead Date";
        assigned: Option<Moment> = 13 LeadAssigned "分配时间|线索分配时间|派发时间|线索派发时间|分派时间|指派时间|\
            分配顾问时间|首次分配时间|派单时间|分发时间|下派时间|Assigned At|Assign Time|Assigned Time";
        first_contact: Option<Moment> = 14 FirstContact "首触时间|首次跟进时间|首次联系时间|首次接触时间|\
            首次响应时间|首次回访时间|首次外呼时间|首呼时间|首跟时间|首次触达时间|首次沟通时间|首次致电时间|\
            首次邀约时间|响应时间|First Contact|First Contact Time|First Follow Up|First Response Time";
        level: Option<Level> = 15 Level "线索评级|意向级别|客户级别|意向等级|客户等级|线索等级|线索级别|客户意向级别|\
            当前级别|最新级别|意向程度|评级|潜客级别|潜客等级|级别|Level|Lead Level|Grade";
        /// 首触跟进记录 or 跟进记录
        follow_note: Option<String> = 16 FollowNote "跟进记录|首触跟进记录|跟进内容|跟进情况|跟进详情|跟进备注|\
            跟进描述|最近跟进记录|最近跟进内容|最新跟进记录|最新跟进内容|首次跟进记录|首次跟进内容|沟通内容|沟通记录|\
            回访内容|Follow Up Note|Follow Note";
        last_follow: Option<Moment> = 17 LastFollow "最近跟进时间|最后跟进时间|最新跟进时间|上次跟进时间|\
            最近一次跟进时间|跟进时间|最后一次跟进时间|最近联系时间|最近回访时间|最后联系时间|末次跟进时间|\
            实际跟进时间|Last Follow Up|Last Contact|Last Contact Time";
        next_follow: Option<Moment> = 18 NextFollow "下次跟进时间|下次联系时间|计划跟进时间|下次回访时间|\
            预计跟进时间|下次跟踪时间|下一次跟进时间|应跟进时间|Next Follow Up|Next Contact";
        follow_count: Option<u32> = 19 FollowCount "跟进次数|跟进总次数|累计跟进次数|联系次数|回访次数|跟踪次数|\
            Follow Ups|Follow Count";
        wechat: Option<bool> = 20 Wechat "是否加微|是否加微信|是否添加微信|是否添加企微|加微状态|是否加企微|\
            是否企微好友|微信状态|是否添加企业微信|加微|是否已加微|企微状态|Wechat";
        wechat_at: Option<Moment> = 21 WechatAt "加微时间|添加微信时间|加微信时间|企微添加时间|添加企微时间|\
            加企微时间|首次加微时间";
        first_visit: Option<Moment> = 22 FirstVisit "首次到店时间|到店时间|首次进店时间|首次来店时间|进店时间|\
            来店时间|首到时间|实际到店时间|首次到店|到访时间|First Visit|Visit Date|Visit Time";
        test_drive: Option<Moment> = 23 TestDriveAt "首次试驾完成时间|试驾时间|首次试驾时间|试驾完成时间|\
            试乘试驾时间|首次试乘试驾时间|首试时间|实际试驾时间|Test Drive|Test Drive Date|Test Drive Time";
        quote: Option<Moment> = 24 QuoteAt "首次报价时间|报价时间|首次报价|最近报价时间|Quote Date|Quote Time";
        order: Option<Moment> = 25 OrderAt "下订时间|订单时间|下定时间|订车时间|签单时间|签约时间|下单时间|订单日期|\
            订单创建时间|首次下订时间|小订时间|大定时间|大订时间|锁单时间|合同日期|签订时间|交定时间|Order Date|\
            Order Time";
        /// 订单状态
        order_status: Option<String> = 26 OrderStatus "订单状态|线索状态|当前状态|客户状态|商机状态|跟进状态|\
            潜客状态|状态|Status|Lead Status|Order Status";
        /// 成交日期: the car was handed over.
        delivered: Option<Moment> = 27 DealAt "成交日期|成交时间|交车日期|交付日期|提车日期|交车完成时间|\
            实际交车日期|Deal Date|Delivery Date";
        defeat: Option<Moment> = 28 DefeatAt "战败时间|战败日期|战败申请时间|战败审核时间|战败通过时间|流失时间|\
            无效时间|Lost At|Lost Date";
        defeat_reason: Option<String> = 29 DefeatReason "战败原因|战败一级原因|流失原因|战败理由|未成交原因|失败原因|\
            战败原因说明|战败大类|Lost Reason";
        competitor: Option<String> = 30 Competitor "竞品车型|竞品|战败车型|竞争车型|对比车型|战败竞品|竞品品牌|\
            战败品牌|竞品车系|Competitor";
        focus: Option<String> = 31 Focus "关注点|关注重点|客户关注点|购车关注点|关注因素|Focus";
        memo: Option<String> = 32 Memo "备注|备注信息|说明|线索备注|客户备注|Remark|Remarks|Memo|Note|Notes|Comment";
        consultant: Option<String> = 33 Consultant;
    }
}

impl At<'_, LeadRow> {
    /// When the lead came to be: 线索创建时间, else its assignment, else its first contact.
    pub fn start(self) -> Option<Moment> {
        self.created().or(self.assigned()).or(self.first_contact())
    }

    /// Creation, contacts and steps; a defeat is none of them.
    pub fn activity(self) -> impl Iterator<Item = Moment> {
        let steps = [self.first_visit(), self.test_drive(), self.quote(), self.order(), self.delivered()];
        [self.start(), self.first_contact(), self.last_follow()].into_iter().chain(steps).flatten()
    }
}

impl LeadRow {
    /// The first step that is dated before the lead was created.
    fn early_step(&self) -> Option<Field> {
        let steps = [
            (LeadAssigned, self.assigned),
            (FirstContact, self.first_contact),
            (FirstVisit, self.first_visit),
            (TestDriveAt, self.test_drive),
            (QuoteAt, self.quote),
            (OrderAt, self.order),
            (DealAt, self.delivered),
            (DefeatAt, self.defeat),
        ];
        let created = self.created?;
        steps.into_iter().find(|(_, step)| step.is_some_and(|step| is_before(step, created))).map(|(field, _)| field)
    }
}

/// By the minute where both are known to the minute, else by the day.
fn is_before(step: Moment, created: Moment) -> bool {
    match (step.precision(), created.precision()) {
        (Precision::Minute, Precision::Minute) => step.order_key() < created.order_key(),
        _ => step.day() < created.day(),
    }
}

/// What makes a person with a day of creation a lead: a source, an interest, a way through the follow-up.
const SIGNS: &[Field] = &[
    LeadCode,
    Field::Level,
    Model,
    Budget,
    Channel,
    SubChannel,
    LeadType,
    LeadAssigned,
    FirstContact,
    FollowNote,
    LastFollow,
    NextFollow,
    FollowCount,
    Wechat,
    WechatAt,
    FirstVisit,
    TestDriveAt,
    QuoteAt,
    OrderAt,
    OrderStatus,
    DefeatAt,
    DefeatReason,
    Competitor,
];

impl Import for LeadRow {
    const WORDS: Words = Words {
        name: ("线索", "Leads"),
        brings: ("漏斗、渠道、顾问、战败原因", "funnel, channels, consultants, reasons of defeat"),
        source: ("DMS/CRM 的 线索管理 › 线索查询 › 导出", "DMS or CRM: Leads › Search › Export"),
        template: "leads.xlsx",
    };
    const TEMPLATE: &'static [Field] = &[
        LeadCreated,
        Name,
        Phone,
        LeadCode,
        Channel,
        Level,
        Model,
        LeadAssigned,
        FirstContact,
        LastFollow,
        FirstVisit,
        TestDriveAt,
        QuoteAt,
        OrderAt,
        DealAt,
        DefeatAt,
        DefeatReason,
        Competitor,
        Consultant,
        Wechat,
        WechatAt,
        Gender,
        City,
        Budget,
        Focus,
    ];
    const REQUIRED: usize = 3;
    const ROW_FORMATS: &'static [usize] = &[34];
    const OWN: &'static [Field] = &[LeadCode, LeadCreated, FirstContact, LeadAssigned];
    const BEFORE: &'static [&'static str] = &["线索", "潜客", "留资", "首触", "商机"];
    const PART: Part = Part::BeforeBuying;
    const STAFF: Option<Field> = Some(Consultant);

    fn is_told_by(given: &Given) -> bool {
        given.any(&[LeadCreated, LeadAssigned, FirstContact])
            && given.any(&[Name, Field::Phone, LeadCode, CustomerCode])
            && given.any(SIGNS)
    }

    /// Where its creation is missing its assignment, else its first contact, stands in, with a note.
    fn settle(&mut self, source: &mut dyn Source) -> Result<(), Refusal> {
        somebody(&self.name, &self.phone, self.code.is_some() || self.customer_code.is_some())?;
        if self.created.is_none() {
            self.created = self.assigned.or(self.first_contact);
            dated(self.created.is_some(), LeadCreated)?;
            source.note(Some(LeadCreated), Matter::CreationInferred);
        }
        note_missing(source, &self.name, &self.phone);
        if let Some(early) = self.early_step() {
            source.note(Some(early), Matter::StepBeforeCreation);
        }
        Ok(())
    }

    fn at(row: At<'_, Self>) -> Option<Moment> {
        row.start()
    }

    fn days(row: At<'_, Self>) -> impl Iterator<Item = Day> {
        row.activity().chain(row.defeat()).map(Moment::day)
    }

    fn person(row: At<'_, Self>) -> Person<'_> {
        Person { gender: row.gender(), city: row.city(), ..Person::seen(row.start().map(Moment::day)) }
    }

    fn number(row: At<'_, Self>) -> Option<&str> {
        row.code()
    }

    fn key(row: At<'_, Self>, key: Key) -> Key {
        key.person(row.phone(), row.name()).and(row.created().map(Moment::day))
    }

    /// Not where both telephone number and name are another's.
    fn is_one(row: At<'_, Self>, other: At<'_, Self>) -> bool {
        let differ = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && a != b;
        !(differ(row.name(), other.name()) && differ(&row.phone().masked(), &other.phone().masked()))
    }
}
