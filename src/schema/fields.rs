//! The fields a column can mean, each with its number, its shape, its words and the headers that mean it in every kind. Which kind
//! has which, and what it is called there alone: `kinds`.

use crate::numbered::numbered;

/// How the values of a field are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// Who.
    Name,
    Phone,
    /// A car's own number (车架号).
    Vin,
    Plate,
    /// A number of a paper, a person or an engine, which may look like an amount.
    Code,
    Text,
    /// A day, with the time where it is known.
    Moment,
    Day,
    /// The time of day of the date beside it.
    Time,
    Money,
    Distance,
    Count,
    YesNo,
    Gender,
    Level,
    ServiceKind,
    PolicyKind,
    AnswerKind,
    Way,
    Outcome,
    Step,
    /// 1–10
    Score,
    /// 0–10
    Recommendation,
}

/// A field: number, shape, words in both languages; `in` the headers that mean it, the usual one first and the others in falling order
/// of trust; `as` what it means and an example of it, for the blank import files.
macro_rules! fields {
    ($(
        $(#[$about:meta])*
        $field:ident = $number:literal: $shape:ident, $zh:literal, $en:literal
            $(in $headers:literal)?
            $(as $meaning:literal, $gloss:literal, $example:literal)?;
    )*) => {
        numbered! {
            /// What a column means. Shared by all kinds; [`fields_of`](super::kinds::fields_of) says which a kind has.
            pub enum Field {
                $($(#[$about])* $field = $number,)*
            }
        }

        impl Field {
            pub const fn shape(self) -> Shape {
                match self {
                    $(Self::$field => Shape::$shape,)*
                }
            }

            /// Chinese and English.
            pub const fn words(self) -> (&'static str, &'static str) {
                match self {
                    $(Self::$field => ($zh, $en),)*
                }
            }

            /// What it is called whatever the kind, separated by `|`.
            pub const fn headers(self) -> &'static str {
                match self {
                    $(Self::$field => concat!($($headers)?),)*
                }
            }

            /// What it means in both languages, and an example; `None` where its shape says it.
            pub const fn meaning(self) -> Option<[&'static str; 3]> {
                match self {
                    $($(Self::$field => Some([$meaning, $gloss, $example]),)?)*
                    _ => None,
                }
            }
        }
    };
}

impl Field {
    /// One above the highest number: a field as an index is below it.
    pub const COUNT: usize = {
        let (mut at, mut count) = (0, 0);
        while at < Self::ALL.len() {
            let number = Self::ALL[at] as usize;
            count = if number < count { count } else { number + 1 };
            at += 1;
        }
        count
    };

    /// A number by which a paper, a car or a lead is found. It is shown as it is, whatever it looks like.
    pub const fn is_document_number(self) -> bool {
        matches!(self.shape(), Shape::Code | Shape::Vin | Shape::Plate)
    }

    /// Whether the column holds dates (a time of day beside a date is none).
    pub const fn is_date(self) -> bool {
        matches!(self.shape(), Shape::Moment | Shape::Day)
    }

    /// The column that a date's time of day may stand in, beside it.
    pub const fn time_beside(self) -> Option<Self> {
        match self {
            Self::VisitAt => Some(Self::VisitTime),
            Self::ServiceAt => Some(Self::ServiceTime),
            _ => None,
        }
    }

    pub const fn is_time(self) -> bool {
        matches!(self.shape(), Shape::Time)
    }

    /// Whether its numbers may have decimals.
    pub const fn is_decimal(self) -> bool {
        matches!(self.shape(), Shape::Money | Shape::Distance)
    }
}

fields! {
    Name = 0: Name, "客户姓名", "Customer name"
        in "客户姓名|客户名称|姓名|客户|车主|车主姓名|车主名称|车主名|会员名称|会员姓名|用户姓名|用户名称|顾客姓名|\
        顾客名称|客户名|购车人|购车人姓名|购车客户|购买人|购买人姓名|联系人|联系人姓名|被保险人|投保人|受访人|\
        受访者姓名|来访客户|来店客户|来访人|意向客户|名称|主要联系人|被回访人|被回访人姓名|默认联系人|默认联系人姓名|\
        Name|Customer Name|Customer|Client Name|Full Name|Owner Name|Owner"
        as "客户姓名或公司全称", "The customer's name, or the firm's", "王小明";
    Phone = 1: Phone, "手机号", "Phone"
        in "手机号|客户电话|客户手机|联系电话|客户手机号|手机号码|手机|电话|移动电话|联系方式|电话号码|联系手机|\
        客户手机号码|客户联系电话|客户联系方式|客户电话号码|车主电话|车主手机|车主手机号|车主手机号码|车主联系电话|\
        用户手机|用户手机号|用户电话|会员手机|会员手机号|会员电话|顾客电话|顾客手机|联系人电话|联系人手机|\
        联系人手机号|联系手机号|联系号码|购车人电话|购车人手机|被保险人电话|投保人电话|手机1|电话1|联系电话1|\
        主要联系电话|联系人联系电话|默认联系人手机|默认联系人电话|被回访人电话|本人电话|常用电话|微信手机号|手机2|\
        电话2|联系电话2|备用手机|备用电话|备用联系电话|其他电话|其他联系方式|固定电话|座机|家庭电话|住宅电话|\
        单位电话|办公电话|Phone|Mobile|Mobile Phone|Phone Number|Mobile Number|Telephone|Tel|Cell|Cell Phone|\
        Customer Phone"
        as "11 位手机号，隐去中间四位也可以", "Mobile number; a masked one is accepted", "13800138000";
    Gender = 2: Gender, "性别", "Gender"
        in "客户性别|性别|车主性别|Gender|Sex"
        as "男或女", "男 (male) or 女 (female)", "男";
    City = 3: Text, "城市", "City"
        in "所在城市|市名称|城市|所属城市|客户城市|所在市|城市名称|客户所在城市|地市|所属市|客户所属市|市|City"
        as "客户所在城市", "The customer's city", "南京市";
    Address = 4: Text, "地址", "Address"
        in "客户地址|地址|联系地址|家庭地址|通讯地址|详细地址|家庭住址|住址|车主地址|Address"
        as "客户地址", "The customer's address", "南京市示例路 1 号";
    Vin = 5: Vin, "车架号", "VIN"
        in "VIN|车架号|VIN码|底盘号|车架VIN码|VIN号|车架号码|车架|底盘号码|车辆识别码|车辆识别代码|车辆识别代号|\
        车辆识别号|车辆VIN|车辆VIN码|车辆VIN号|车辆车架号|客户车架号|整车VIN|车架号VIN|VIN车架号|地盘号|地盘号码|\
        底盘编号|车身号|车架编号|大架号|VIN Code|VIN Number|Chassis No|Chassis Number|Frame No"
        as "17 位车架号，只有末 6–8 位也可以", "VIN of 17 characters, or its last 6 to 8", "LX97UL198NB583215";
    Plate = 6: Plate, "车牌号", "Plate"
        in "车牌号|车牌|牌照|车牌号码|牌照号|牌照号码|号牌|号牌号码|车辆牌照|车号|客户车牌|车辆号牌|车牌照|车牌照号|\
        车牌照号码|牌号|车辆牌号|车牌编号|Plate|Plate No|Plate Number|License Plate|Licence Plate|License No|Reg No"
        as "车牌号", "Licence plate", "苏A12345";
    Model = 7: Text, "车型", "Model"
        in "意向车型|车型|车型名称|车型代码|购买车型|成交车型|客户车型|意向车型名称|意向车系|车系|车系名称|关注车型|\
        咨询车型|拟购车型|车型描述|车辆型号|型号|车款|车型配置|厂牌型号|意向产品|车型系列|Model|Car Model|\
        Vehicle Model|Model Name|Series"
        as "车型名称", "Model of the car", "远岚 X7";
    Engine = 8: Code, "发动机号", "Engine number"
        in "发动机号|发动机号码|发动机|电机号|Engine No|Engine Number";
    Consultant = 9: Text, "销售顾问", "Sales consultant"
        in "销售顾问|业务员|销售顾问姓名|销售顾问名称|顾问|顾问姓名|销售人员|销售员|所属顾问|跟进顾问|跟进人|\
        归属顾问|当前顾问|负责顾问|接待顾问|接待销售顾问|接待销售|接待人员|接待人|SC|专营店销售顾问|线索负责人|\
        跟进人员|负责人|分派顾问|分配顾问|分配销售|分配销售员|分配销售顾问|所属销售|归属销售|销售专员|销售负责人|\
        Sales Consultant|Salesperson|Consultant|Sales Rep|Salesman"
        as "负责的销售顾问", "Sales consultant in charge", "陈立";
    Adviser = 10: Text, "服务顾问", "Service adviser"
        in "服务顾问|接待顾问|保养顾问|SA|接待员|接待人员|接待人|服务接待|前台接待|维修接待|服务顾问姓名|售后顾问|\
        维修顾问|接车员|接车人|接车顾问|业务接待|服务专员|服专|指定服专|指定服务顾问|保养专员|定保专员|\
        Service Adviser|Service Advisor|Advisor|Adviser"
        as "接待的服务顾问", "Service adviser in charge", "马骁";
    Mileage = 11: Distance, "里程", "Mileage"
        in "里程|公里数|进厂里程|行驶里程|里程数|进站里程|当前里程|来厂里程|接车里程|最近里程|最新里程|最后里程|\
        行驶公里|行驶公里数|表显里程|送修里程|入厂里程|本次里程|车辆里程|进店里程|进厂公里数|进场里程|进场公里数|\
        入站里程|到厂里程|里程表读数|现里程|现行里程|表里程|公里|Mileage|Odometer|Mileage In|KM"
        as "当时的里程，公里", "Odometer at the time, in km", "12345";
    Memo = 12: Text, "备注", "Remark";
    // Leads
    LeadCode = 13: Code, "线索 ID", "Lead ID"
        as "线索在系统里的编号，重复导入靠它对上", "The lead's number; matches it when imported again", "XS0001";
    CustomerCode = 14: Code, "客户 ID", "Customer ID";
    Channel = 15: Text, "渠道", "Channel"
        as "线索来自哪里", "Where the lead came from", "自然到店";
    SubChannel = 16: Text, "下级渠道", "Sub-channel";
    LeadType = 17: Text, "线索类型", "Lead type";
    Budget = 18: Text, "预算", "Budget"
        as "客户的预算", "The customer's budget", "16-19万";
    Dealer = 19: Text, "经销店", "Dealer";
    LeadCreated = 20: Moment, "线索创建时间", "Lead created"
        as "线索进入系统的时间", "When the lead came in", "2024-01-05 13:20";
    LeadAssigned = 21: Moment, "分配时间", "Lead assigned"
        as "分给顾问的时间", "When it was given to a consultant", "2024-01-05 13:25";
    FirstContact = 22: Moment, "首次响应时间", "First response"
        as "顾问第一次联系到客户的时间", "When the customer was first contacted", "2024-01-05 13:40";
    Level = 23: Level, "意向级别", "Intent level"
        as "意向级别：O、H、A、B、C", "Intent level: O, H, A, B or C", "A";
    FollowNote = 24: Text, "跟进记录", "Follow-up note";
    LastFollow = 25: Moment, "最近跟进时间", "Last follow-up"
        as "最近一次跟进的时间", "Latest follow-up", "2024-01-12";
    NextFollow = 26: Moment, "下次跟进时间", "Next follow-up";
    FollowCount = 27: Count, "跟进次数", "Follow-ups";
    Wechat = 28: YesNo, "是否加微", "Added on WeChat"
        as "是否已加微信：是或否", "Added on WeChat: 是 (yes) or 否 (no)", "是";
    WechatAt = 29: Moment, "加微时间", "Added on WeChat at"
        as "加上微信的时间", "When added on WeChat", "2024-01-05";
    FirstVisit = 30: Moment, "首次到店时间", "First visit"
        as "第一次到店的时间", "First visit to the store", "2024-01-06";
    TestDriveAt = 31: Moment, "试驾时间", "Test drive"
        as "第一次试驾的时间", "First test drive", "2024-01-06";
    QuoteAt = 32: Moment, "报价时间", "Quote"
        as "第一次报价的时间", "First quote", "2024-01-06";
    OrderAt = 33: Moment, "下订时间", "Order"
        as "下订的时间", "When the deposit was paid", "2024-01-08";
    OrderStatus = 34: Text, "订单状态", "Order status";
    DealAt = 35: Moment, "成交日期", "Deal closed"
        as "成交（交车）的日期", "When the deal was closed by delivery", "2024-01-20";
    DefeatAt = 36: Moment, "战败时间", "Defeated"
        as "判定战败的时间", "When the lead was declared lost", "2024-02-01";
    DefeatReason = 37: Text, "战败原因", "Reason of defeat"
        as "战败原因", "Why it was lost", "价格偏高";
    Competitor = 38: Text, "竞品车型", "Rival model"
        as "客户改买的车型", "The model bought instead", "山河 S5";
    Focus = 39: Text, "关注重点", "Focus"
        as "客户最关心什么", "What matters most to the customer", "油耗";
    // Visits
    VisitAt = 40: Moment, "来访时间", "Visit"
        as "到店的时间", "When the customer came", "2024-01-06 10:30";
    /// The time of day, where the date stands in a column of its own.
    VisitTime = 41: Time, "来访时刻", "Time of visit";
    Colour = 42: Text, "车身颜色", "Colour";
    // Sales
    DeliveredOn = 43: Day, "交车日期", "Delivered"
        as "交车的日期，车主阶段从这天算起", "Delivery; the owner's stages count from it", "2024-01-20";
    BoughtOn = 44: Day, "购车日期", "Bought"
        as "购车的日期", "When the car was bought", "2024-01-20";
    InvoicedOn = 45: Day, "开票日期", "Invoiced"
        as "开票的日期", "Date of the invoice", "2024-01-18";
    FiledOn = 46: Day, "建档日期", "Filed";
    Price = 47: Money, "销售价格", "Price"
        as "销售价格，元", "Price in yuan", "129800";
    FirstServiceOn = 48: Day, "首保日期", "First service planned"
        as "计划首保的日期", "When the first service is planned", "2024-04-20";
    // Services
    OrderNo = 49: Code, "工单号", "Order number"
        as "工单号", "Number of the repair order", "RO0001";
    ServiceAt = 50: Moment, "接待日期", "Service date"
        as "进厂的日期", "When the car came in", "2024-04-15 09:10";
    ServiceTime = 51: Time, "接待时刻", "Service time";
    ServiceKind = 52: ServiceKind, "业务类型", "Kind of service"
        as "首保、一般保养、索赔或事故", "首保 first service, 一般保养 maintenance, 索赔 warranty, 事故 accident", "首保";
    Total = 53: Money, "合计金额", "Total"
        as "合计金额，元", "Total in yuan", "829.94";
    Payable = 54: Money, "应结金额", "Payable"
        as "客户应付的金额，元", "What the customer pays, in yuan", "829.94";
    BroughtBy = 55: Text, "送修人", "Brought by"
        as "送车来的人", "Who brought the car", "李晓华";
    // Test drives
    DriveFeedback = 84: Text, "试驾反馈", "Test-drive feedback"
        as "客户试驾后的反馈", "What the customer said after the drive", "底盘扎实，后排略窄";
    DriveScore = 85: Score, "试驾评分", "Test-drive score"
        as "客户给试驾的评分，1–10 分", "The customer's score of the drive, 1 to 10", "9";
    // Insurance
    PolicyKind = 56: PolicyKind, "保险类型", "Kind of policy"
        as "交强险或商业险，各一行", "交强险 compulsory or 商业险 commercial, a row each", "商业险";
    LastInsurer = 57: Text, "上一年承保公司", "Insurer last year"
        as "上一年承保的公司", "Insurer of the year before", "众和保险";
    Insurer = 58: Text, "本年承保公司", "Insurer this year"
        as "本年承保的公司", "Insurer this year", "同舟保险";
    RenewedHere = 59: YesNo, "是否本店", "Renewed here"
        as "是否在本店续保：是或否", "Renewed at this store: 是 (yes) or 否 (no)", "是";
    Specialist = 60: Text, "续保专员", "Insurance specialist"
        as "续保专员", "Insurance specialist", "郑凯";
    SignedOn = 83: Day, "签单日期", "Policy signed"
        as "续保签单的日期；没有的填起保日期", "When the renewal was signed, else when it starts", "2025-01-06";
    ExpiresOn = 61: Day, "保险到期时间", "Policy expires"
        as "保单到期的日期", "When the policy ends", "2025-01-19";
    // Answers
    AnsweredOn = 62: Day, "回访日期", "Survey date"
        as "回访的日期", "Date of the call", "2024-01-27";
    AnswerKind = 63: AnswerKind, "回访类型", "Kind of survey"
        as "购车、战败或售后", "购车 buyers, 战败 the lost, 售后 service", "购车";
    ItemOnline = 64: Score, "在线体验", "Online experience";
    ItemBeforeVisit = 65: Score, "入店前沟通", "Before the visit";
    ItemReception = 66: Score, "到店接待", "Reception";
    ItemShowroom = 67: Score, "店内看车", "Showroom";
    ItemTestDrive = 68: Score, "试乘试驾", "Test drive score";
    ItemDeal = 69: Score, "交易过程", "Deal";
    ItemDelivery = 70: Score, "交车过程", "Delivery";
    ItemBargaining = 71: Score, "议价经历", "Bargaining";
    ItemServiceQuality = 72: Score, "服务质量", "Service quality";
    ItemFacility = 73: Score, "设施", "Facility";
    ItemServiceHandover = 74: Score, "服务后交车", "Handover after service";
    ItemServiceAdviser = 75: Score, "服务顾问评分", "Service adviser score";
    ItemServiceStart = 76: Score, "服务启动", "Service start";
    Recommend = 77: Recommendation, "推荐意愿", "Would recommend"
        as "推荐意愿，0–10 分", "Would recommend, 0 to 10", "9";
    Verbatim = 78: Text, "客户原话", "In the customer's words"
        as "客户原话", "In the customer's own words", "顾问很专业";
    // Cards
    LastServiceOn = 79: Day, "上次保养时间", "Last service"
        as "上次保养的日期", "Last service", "2024-04-15";
    NextServiceOn = 80: Day, "下次保养时间", "Next service"
        as "下次该保养的日期", "Next service due", "2024-10-15";
    NextServiceMileage = 86: Distance, "下次保养里程", "Next service mileage"
        as "下次该保养时的里程，公里", "Odometer at which the next service is due, in km", "22345";
    Tag = 81: Text, "客户标签", "Tag";
    WarrantyUntil = 82: Day, "质保到期时间", "Warranty until"
        as "质保到期的日期", "End of the warranty", "2027-01-20";
    // Follow-ups and notes, which are written here
    FollowedAt = 87: Moment, "跟进时间", "Followed up";
    FollowWay = 88: Way, "跟进方式", "Way of contact";
    FollowOutcome = 89: Outcome, "跟进结果", "Outcome";
    StepMade = 90: Step, "本次进展", "Step made";
    /// The level that the files gave when a follow-up set another one.
    LevelBefore = 91: Level, "文件里的级别", "Level in the files";
    RecordedBy = 92: Text, "记录人", "Recorded by";
    NotedAt = 93: Moment, "备注时间", "Noted";
    NoteText = 94: Text, "备注内容", "Note";
    // Records of a touchpoint, which are written here
    MarkedAt = 95: Moment, "环节时间", "Time of the touchpoint";
    /// The catalogue's key.
    TouchpointKey = 96: Text, "环节关键点", "Touchpoint";
    MarkDone = 97: YesNo, "是否做到", "Done";
}
