//! The headers real dealer systems write, per kind and field. The first of each line is the one `DOMAIN` names; the others
//! in falling order of trust. Not how they are compared: that is `columns`.

use crate::model::fields::Field::{self, *};
use crate::model::rows::Kind;

/// A field and its headers, separated by `|`.
type Line = (Field, &'static str);

/// The fields of a kind with their headers.
pub fn synonyms(kind: Kind) -> impl Iterator<Item = (Field, std::str::Split<'static, char>)> {
    let own = match kind {
        Kind::Leads => LEADS,
        Kind::Visits => VISITS,
        Kind::Sales => SALES,
        Kind::Services => SERVICES,
        Kind::Insurance => INSURANCE,
        Kind::Answers => ANSWERS,
        Kind::Cards => CARDS,
    };
    SHARED.iter().chain(own).map(|(field, headers)| (*field, headers.split('|')))
}

/// What means the same in every kind that has the field.
const SHARED: &[Line] = &[
    (
        Name,
        "客户姓名|客户名称|姓名|客户|车主|车主姓名|车主名称|车主名|会员名称|会员姓名|用户姓名|用户名称|顾客姓名|\
        顾客名称|客户名|购车人|购车人姓名|购车客户|购买人|购买人姓名|联系人|联系人姓名|被保险人|投保人|受访人|\
        受访者姓名|来访客户|来店客户|来访人|意向客户|名称|主要联系人|被回访人|被回访人姓名|默认联系人|\
        默认联系人姓名|Name|Customer Name|Customer|Client Name|Full Name|Owner Name|Owner",
    ),
    (
        Phone,
        "手机号|客户电话|客户手机|联系电话|客户手机号|手机号码|手机|电话|移动电话|联系方式|电话号码|联系手机|\
        客户手机号码|客户联系电话|客户联系方式|客户电话号码|车主电话|车主手机|车主手机号|车主手机号码|车主联系电话|\
        用户手机|用户手机号|用户电话|会员手机|会员手机号|会员电话|顾客电话|顾客手机|联系人电话|联系人手机|\
        联系人手机号|联系手机号|联系号码|购车人电话|购车人手机|被保险人电话|投保人电话|手机1|电话1|联系电话1|\
        主要联系电话|联系人联系电话|默认联系人手机|默认联系人电话|被回访人电话|本人电话|常用电话|微信手机号|手机2|\
        电话2|联系电话2|备用手机|备用电话|备用联系电话|其他电话|其他联系方式|固定电话|座机|家庭电话|住宅电话|\
        单位电话|办公电话|Phone|Mobile|Mobile Phone|Phone Number|Mobile Number|Telephone|Tel|Cell|Cell Phone|\
        Customer Phone",
    ),
    (Gender, "客户性别|性别|车主性别|Gender|Sex"),
    (
        Vin,
        "VIN|车架号|VIN码|底盘号|车架VIN码|VIN号|车架号码|车架|底盘号码|车辆识别码|车辆识别代码|车辆识别代号|\
        车辆识别号|车辆VIN|车辆VIN码|车辆VIN号|车辆车架号|客户车架号|整车VIN|车架号VIN|VIN车架号|地盘号|地盘号码|\
        底盘编号|车身号|车架编号|大架号|VIN Code|VIN Number|Chassis No|Chassis Number|Frame No",
    ),
    (
        Plate,
        "车牌号|车牌|牌照|车牌号码|牌照号|牌照号码|号牌|号牌号码|车辆牌照|车号|客户车牌|车辆号牌|车牌照|车牌照号|\
        车牌照号码|牌号|车辆牌号|车牌编号|Plate|Plate No|Plate Number|License Plate|Licence Plate|License No|Reg No",
    ),
    (
        Model,
        "意向车型|车型|车型名称|车型代码|购买车型|成交车型|客户车型|意向车型名称|意向车系|车系|车系名称|关注车型|\
        咨询车型|拟购车型|车型描述|车辆型号|型号|车款|车型配置|厂牌型号|意向产品|车型系列|Model|Car Model|\
        Vehicle Model|Model Name|Series",
    ),
    (Engine, "发动机号|发动机号码|发动机|电机号|Engine No|Engine Number"),
    (Address, "客户地址|地址|联系地址|家庭地址|通讯地址|详细地址|家庭住址|住址|车主地址|Address"),
    (City, "所在城市|市名称|城市|所属城市|客户城市|所在市|城市名称|客户所在城市|地市|所属市|客户所属市|市|City"),
    (
        Mileage,
        "里程|公里数|进厂里程|行驶里程|里程数|进站里程|当前里程|来厂里程|接车里程|最近里程|最新里程|最后里程|\
        行驶公里|行驶公里数|表显里程|送修里程|入厂里程|本次里程|车辆里程|进店里程|进厂公里数|进场里程|进场公里数|\
        入站里程|到厂里程|里程表读数|现里程|现行里程|表里程|公里|Mileage|Odometer|Mileage In|KM",
    ),
    (
        Adviser,
        "服务顾问|接待顾问|保养顾问|SA|接待员|接待人员|接待人|服务接待|前台接待|维修接待|服务顾问姓名|售后顾问|\
        维修顾问|接车员|接车人|接车顾问|业务接待|服务专员|服专|指定服专|指定服务顾问|保养专员|定保专员|\
        Service Adviser|Service Advisor|Advisor|Adviser",
    ),
];

const CONSULTANT: &str = "销售顾问|业务员|销售顾问姓名|销售顾问名称|顾问|顾问姓名|销售人员|销售员|所属顾问|跟进顾问|跟进人|归属顾问|\
    当前顾问|负责顾问|接待顾问|接待销售顾问|接待销售|接待人员|接待人|SC|专营店销售顾问|线索负责人|跟进人员|负责人|\
    分派顾问|分配顾问|分配销售|分配销售员|分配销售顾问|所属销售|归属销售|销售专员|销售负责人|Sales Consultant|\
    Salesperson|Consultant|Sales Rep|Salesman";

const LEADS: &[Line] = &[
    (
        LeadCode,
        "线索ID|线索唯一ID|线索编号|线索代码|线索号|线索编码|线索单号|线索流水号|线索主键|商机编号|商机ID|商机号|\
        潜客编号|潜客ID|潜客编码|Lead ID|Lead No|Lead Code|Lead Number",
    ),
    (CustomerCode, "客户ID|客户编号|客户编码|客户号|客户代码|客户唯一ID|Customer ID|Customer No|Customer Code"),
    (Name, "潜客姓名|潜客名称|线索姓名|线索客户姓名"),
    (Phone, "潜客电话|潜客手机|潜客手机号|线索手机号|线索电话|线索手机|留资电话|留资手机号"),
    (
        Channel,
        "一级渠道名称|一级渠道|线索来源|渠道|来源|客户来源|渠道名称|来源渠道|线索渠道|信息来源|信息渠道|集客方式|\
        留资来源|推广渠道|线索渠道名称|一级来源|来源名称|渠道来源|获客渠道|潜客来源|留资渠道|平台|媒体名称|媒体|\
        集客渠道|集客来源|Channel|Source|Lead Source",
    ),
    (
        SubChannel,
        "二级渠道名称|二级渠道|二级来源|子渠道|细分渠道|来源明细|渠道明细|三级渠道名称|三级渠道|四级渠道名称|\
        四级渠道|Sub Channel|Sub Source",
    ),
    (LeadType, "线索类型|线索类别|线索分类|线索种类|Lead Type"),
    (Model, "意向车型|意向车系|意向车型名称|意向车系名称|关注车型|咨询车型|拟购车型|车型|车系|线索车型|意向车款"),
    (Budget, "预算区间|购车预算|预算|预算金额|预算范围|客户预算|意向价格|价格区间|意向价位|Budget"),
    (
        Dealer,
        "经销店名称|经销商名称|门店名称|经销商|经销店|门店|店名|专营店名称|专营店|4S店|分配经销商|所属门店|\
        所属经销商|分配门店|经销商简称|店端名称|店铺名称|分派经销商|分派门店|下发经销商|Dealer|Dealer Name|Store",
    ),
    (
        LeadCreated,
        "线索创建时间|创建时间|建卡时间|留资时间|线索生成时间|线索时间|创建日期|线索产生时间|线索录入时间|收集时间|\
        导入时间|线索收集时间|线索导入时间|线索下发时间|下发时间|入库时间|录入时间|登记时间|建档时间|首次建档时间|\
        首次建卡时间|集客时间|潜客创建时间|生成时间|提交时间|进线时间|留档时间|线索进入时间|采集时间|获取时间|\
        接收时间|线索获取时间|线索接收时间|新增时间|报名时间|注册时间|Created|Created At|Create Time|Created Time|\
        Created Date|Lead Date",
    ),
    (
        LeadAssigned,
        "分配时间|线索分配时间|派发时间|线索派发时间|分派时间|指派时间|分配顾问时间|首次分配时间|派单时间|分发时间|\
        下派时间|Assigned At|Assign Time|Assigned Time",
    ),
    (
        FirstContact,
        "首触时间|首次跟进时间|首次联系时间|首次接触时间|首次响应时间|首次回访时间|首次外呼时间|首呼时间|首跟时间|\
        首次触达时间|首次沟通时间|首次致电时间|首次邀约时间|响应时间|First Contact|First Contact Time|\
        First Follow Up|First Response Time",
    ),
    (
        Level,
        "线索评级|意向级别|客户级别|意向等级|客户等级|线索等级|线索级别|客户意向级别|当前级别|最新级别|意向程度|\
        评级|潜客级别|潜客等级|级别|Level|Lead Level|Grade",
    ),
    (
        FollowNote,
        "跟进记录|首触跟进记录|跟进内容|跟进情况|跟进详情|跟进备注|跟进描述|最近跟进记录|最近跟进内容|最新跟进记录|\
        最新跟进内容|首次跟进记录|首次跟进内容|沟通内容|沟通记录|回访内容|Follow Up Note|Follow Note",
    ),
    (
        LastFollow,
        "最近跟进时间|最后跟进时间|最新跟进时间|上次跟进时间|最近一次跟进时间|跟进时间|最后一次跟进时间|\
        最近联系时间|最近回访时间|最后联系时间|末次跟进时间|实际跟进时间|Last Follow Up|Last Contact|\
        Last Contact Time",
    ),
    (
        NextFollow,
        "下次跟进时间|下次联系时间|计划跟进时间|下次回访时间|预计跟进时间|下次跟踪时间|下一次跟进时间|应跟进时间|\
        Next Follow Up|Next Contact",
    ),
    (FollowCount, "跟进次数|跟进总次数|累计跟进次数|联系次数|回访次数|跟踪次数|Follow Ups|Follow Count"),
    (
        Wechat,
        "是否加微|是否加微信|是否添加微信|是否添加企微|加微状态|是否加企微|是否企微好友|微信状态|是否添加企业微信|\
        加微|是否已加微|企微状态|Wechat",
    ),
    (WechatAt, "加微时间|添加微信时间|加微信时间|企微添加时间|添加企微时间|加企微时间|首次加微时间"),
    (
        FirstVisit,
        "首次到店时间|到店时间|首次进店时间|首次来店时间|进店时间|来店时间|首到时间|实际到店时间|首次到店|到访时间|\
        First Visit|Visit Date|Visit Time",
    ),
    (
        TestDriveAt,
        "首次试驾完成时间|试驾时间|首次试驾时间|试驾完成时间|试乘试驾时间|首次试乘试驾时间|首试时间|实际试驾时间|\
        Test Drive|Test Drive Date|Test Drive Time",
    ),
    (QuoteAt, "首次报价时间|报价时间|首次报价|最近报价时间|Quote Date|Quote Time"),
    (
        OrderAt,
        "下订时间|订单时间|下定时间|订车时间|签单时间|签约时间|下单时间|订单日期|订单创建时间|首次下订时间|小订时间|\
        大定时间|大订时间|锁单时间|合同日期|签订时间|交定时间|Order Date|Order Time",
    ),
    (
        OrderStatus,
        "订单状态|线索状态|当前状态|客户状态|商机状态|跟进状态|潜客状态|状态|Status|Lead Status|Order Status",
    ),
    (DealAt, "成交日期|成交时间|交车日期|交付日期|提车日期|交车完成时间|实际交车日期|Deal Date|Delivery Date"),
    (DefeatAt, "战败时间|战败日期|战败申请时间|战败审核时间|战败通过时间|流失时间|无效时间|Lost At|Lost Date"),
    (DefeatReason, "战败原因|战败一级原因|流失原因|战败理由|未成交原因|失败原因|战败原因说明|战败大类|Lost Reason"),
    (Competitor, "竞品车型|竞品|战败车型|竞争车型|对比车型|战败竞品|竞品品牌|战败品牌|竞品车系|Competitor"),
    (Focus, "关注点|关注重点|客户关注点|购车关注点|关注因素|Focus"),
    (Memo, "备注|备注信息|说明|线索备注|客户备注|Remark|Remarks|Memo|Note|Notes|Comment"),
    (Consultant, CONSULTANT),
];

const VISITS: &[Line] = &[
    (
        VisitAt,
        "来访时间|来店时间|到店时间|进店时间|来访日期|到访时间|接待时间|首次来访时间|到店日期|客流时间|接待开始时间|\
        进展厅时间|入店时间|来电时间|日期|来店登记时间|到店登记时间|来访登记时间|登记时间|Visit Date|Visit Time|\
        Visited At|Visit|Date",
    ),
    (VisitTime, "来访时刻|到店时刻|来店时刻|进店时刻|时刻|具体时间|时间|Time"),
    (Focus, "关注重点|关注点|客户关注点|购车关注点|关注因素|Focus"),
    (
        Level,
        "意向级别|客户级别|意向等级|客户等级|线索评级|线索等级|线索级别|级别|客户意向|意向|客户意向级别|接待后级别|\
        Level|Grade",
    ),
    (Colour, "车身颜色|颜色|意向颜色|外观颜色|车色|外色|车辆颜色|Colour|Color"),
    (Budget, "预算金额|预算|购车预算|预算区间|客户预算|预算范围|Budget"),
    (Consultant, CONSULTANT),
];

const SALES: &[Line] = &[
    (Name, "客户姓名|购方名称|购货单位|开票名称|发票客户名称|买方|买方名称|Buyer|Buyer Name"),
    (
        DeliveredOn,
        "交车日期|交车时间|提车日期|交付日期|实际交车日期|交车完成日期|实际交付日期|提车时间|交付时间|交车|\
        出库交车日期|实际提车日期|交车上报日期|Delivery Date|Delivered|Delivered On|Delivery|Handover Date",
    ),
    (
        BoughtOn,
        "购车日期|购车时间|销售日期|购买日期|成交日期|购买时间|成交时间|销售时间|零售日期|实销日期|上牌销售日期|\
        订单日期|订购日期|签约日期|合同日期|Sale Date|Sales Date|Purchase Date|Sold On|Date Of Sale",
    ),
    (InvoicedOn, "开票日期|开票时间|发票日期|发票时间|机动车发票日期|开具发票日期|Invoice Date|Invoiced On"),
    (FiledOn, "建档日期|建档时间|建卡日期|创建日期|录入日期|登记日期"),
    (
        Price,
        "销售价格|成交价|成交价格|销售价|实际售价|实际成交价|开票价|开票价格|开票金额|车价|裸车价|成交金额|销售金额|\
        车辆售价|售价|合同金额|实销价|实际销售价格|整车价格|发票金额|车辆价格|成交总价|车款金额|销售总价|Price|\
        Sale Price|Sales Price|Selling Price",
    ),
    (
        FirstServiceOn,
        "首保日期|首保时间|预计首保日期|计划首保日期|首保到期日期|首次保养日期|预计首保时间|First Service Date",
    ),
    (Consultant, CONSULTANT),
];

const SERVICES: &[Line] = &[
    (
        OrderNo,
        "工单号|工单编号|委托书号|RO号|维修工单号|结算单号|委托单号|维修单号|工单号码|派工单号|施工单号|单据号|\
        工单代码|工单编码|单据编号|任务委托书号|服务单号|业务单号|RO单号|RO编号|维修合同号|维修工单编号|委托书编号|\
        结算单编号|单号|工单|RO|RO No|RO Number|Order No|Order Number|Repair Order|Work Order",
    ),
    (
        ServiceAt,
        "接待日期|接待时间|进厂日期|进厂时间|进站日期|来厂日期|接车日期|接车时间|入厂日期|开单日期|开单时间|\
        工单日期|开工单日期|工单创建时间|工单开立时间|维修日期|维修时间|送修日期|送修时间|进店日期|进店时间|\
        进站时间|来厂时间|入厂时间|业务日期|修理日期|修理时间|报修日期|交修日期|进场日期|到厂日期|工单开始时间|\
        出单日期|派工日期|制单日期|制单时间|服务日期|登记日期|单据日期|创建时间|下单日期|结算日期|结算时间|\
        结账日期|竣工日期|日期|Service Date|RO Date|Date In|Check In|Order Date|Date",
    ),
    (ServiceTime, "接待时刻|进厂时刻|时刻|具体时间|时间|Time"),
    (
        ServiceKind,
        "业务类型|维修类型|工单类型|维修类别|服务类型|业务类别|修理类型|修理类别|维修种类|业务种类|工单类别|\
        维修性质|作业类型|来厂类型|进厂类型|维修业务类型|Service Type|Job Type|Repair Type|Order Type",
    ),
    (
        Total,
        "合计金额|总金额|维修金额|工单金额|费用合计|总费用|金额合计|维修总金额|维修费用|产值|总产值|工单总金额|\
        维修总费用|合计|总计|消费金额|金额|维修总额|工单总额|合计费用|费用总计|Total|Total Amount|Amount",
    ),
    (
        Payable,
        "应结金额|结算金额|应收金额|实收金额|实结金额|客户应付|实付金额|应付金额|结算总金额|客户付费金额|实际金额|\
        优惠后金额|结账金额|应收合计|实收合计|Payable|Amount Due|Paid|Net Amount",
    ),
    (BroughtBy, "送修人|送修人姓名|送车人|送修客户|送修联系人|来厂人|送车人姓名|Brought By"),
    (
        Memo,
        "备注|备忘|备注信息|维修备注|工单备注|说明|客户描述|故障描述|维修内容|维修项目|Remark|Remarks|Memo|Note|\
        Notes",
    ),
];

const INSURANCE: &[Line] = &[
    (
        PolicyKind,
        "保险类型|险种|险别|保单类型|保险种类|险种类型|险种名称|保险类别|险类|投保险种|Policy Type|Insurance Type",
    ),
    (
        LastInsurer,
        "上一年承保公司|上年承保公司|去年承保公司|上年保险公司|原保险公司|上一年保险公司|去年保险公司|\
        上年度承保公司|上期保险公司|Last Insurer",
    ),
    (
        Insurer,
        "本年承保公司|承保公司|保险公司|本年保险公司|今年承保公司|本期保险公司|投保公司|承保保险公司|本年度承保公司|\
        投保保险公司|保险机构|承保机构|Insurer|Insurance Company",
    ),
    (
        RenewedHere,
        "是否本店|是否本店续保|本店续保|是否在店续保|是否本店投保|是否在店|是否本店承保|是否店内续保|Renewed Here",
    ),
    (Specialist, "续保专员|保险专员|续保人员|续保顾问|保险顾问|续保员|保险员|续保人|保险业务员|专员|Specialist|Agent"),
    (
        SignedOn,
        "签单日期|出单日期|续保日期|投保日期|承保日期|保单签订日期|保险签单日期|签约日期|购险日期|起保日期|保险起保日期|\
        保险起期|保单起期|起期|起保|保险开始日期|保单开始日期|保险生效日期|保单生效日期|生效日期|保险起始日期|\
        保单起始日期|起始日期|开始日期|Signed On|Policy Start|Start Date|Effective Date",
    ),
    (
        ExpiresOn,
        "保险到期时间|保险到期日期|到期日期|到期时间|保险终止日期|保单到期日期|保险到期日|保险终期|终保日期|\
        终保时间|保险止期|保险结束日期|保单终止日期|保单到期日|截止日期|保单止期|失效日期|保险截止日期|\
        投保到期日期|续保到期日期|保险到期|结束日期|止期|到期|终止日期|Expiry Date|Expires|Expires On|Policy End",
    ),
];

const ANSWERS: &[Line] = &[
    (
        AnsweredOn,
        "回访日期|回访时间|调研日期|调查日期|调研时间|访问日期|答题时间|提交时间|填写时间|评价时间|评价日期|\
        问卷提交时间|答卷时间|访问时间|提交答卷时间|答卷提交时间|作答时间|答题完成时间|日期|Survey Date|\
        Answered On|Date",
    ),
    (AnswerKind, "回访类型|调研类型|问卷类型|回访类别|调查类型|访问类型|问卷名称|满意度类型|回访业务|Survey Type"),
    (ItemOnline, "在线体验|线上体验|网上体验|网络体验|Online"),
    (ItemBeforeVisit, "入店前沟通|到店前沟通|邀约沟通|进店前沟通|Before Visit"),
    (ItemReception, "到店接待|进店接待|展厅接待|销售接待|接待|Reception"),
    (ItemShowroom, "店内看车|看车体验|店内看车体验|展厅看车|车辆展示|Showroom"),
    (ItemTestDrive, "试乘试驾|试驾|试驾体验|试乘试驾体验|Test Drive"),
    (ItemDeal, "交易过程|成交过程|签约过程|购车交易|Deal"),
    (ItemDelivery, "交车过程|新车交付|交车体验|交付过程|Delivery"),
    (ItemBargaining, "议价经历|议价过程|价格谈判|谈价过程|Bargaining"),
    (ItemServiceQuality, "服务质量|维修质量|保养质量|Service Quality"),
    (ItemFacility, "设施|服务设施|店内设施|环境设施|经销店设施|Facility|Service Facility"),
    (ItemServiceHandover, "服务后交车|取车|维修后交车|服务交车|取车过程|Vehicle Pick Up|Service Handover"),
    (ItemServiceAdviser, "服务顾问|服务顾问评分|服务顾问满意度|Service Adviser|Service Advisor"),
    (ItemServiceStart, "服务启动|服务开始|服务预约|预约接待|Service Initiation|Service Start"),
    (Recommend, "推荐意愿|推荐度|NPS|推荐分|推荐可能性|净推荐值|NPS评分|推荐意愿评分|推荐评分|Recommend"),
    (
        Verbatim,
        "客户原话|客户反馈|客户意见|意见建议|客户心声|客户建议|反馈内容|评价内容|客户评价|意见|建议|原话|备注|\
        Verbatim|Comment|Comments",
    ),
];

const CARDS: &[Line] = &[
    (FiledOn, "建档时间|建档日期|建卡时间|创建时间|入会时间|注册时间|会员建档时间"),
    (
        LastServiceOn,
        "上次保养时间|进店时间|上次保养日期|最近保养时间|最近进店时间|最近进厂日期|最后进厂日期|上次进厂日期|\
        最近一次保养时间|最后保养日期|最近到店时间|上次到店时间|最近来厂日期|上次进店时间|最后来厂日期|\
        末次进厂日期|最近维修日期|最后一次进厂时间|保养时间|上次维修日期|Last Service|Last Service Date",
    ),
    (
        NextServiceOn,
        "下次保养时间|下次保养日期|预计下次保养时间|预计保养日期|保养到期时间|预计下次保养日期|应保养日期|\
        下次应保养日期|预计下次进厂日期|下次保养|下次保养提醒日期|保养提醒日期|到期保养日期|Next Service|\
        Next Service Date",
    ),
    (BoughtOn, "购车时间|购车日期|购买日期|销售日期|交车日期|成交日期|提车日期|Purchase Date|Sale Date"),
    (Tag, "客户标签|标签|用户标签|会员标签|车主标签|客户分类|Tag|Tags"),
    (
        WarrantyUntil,
        "质保到期时间|质保到期日期|保修到期日期|质保截止日期|保修截止日期|三包到期日期|质保到期|保修到期|\
        质保结束日期|保修终止日期|质保终止日期|保修结束日期|三包结束日期|保修期至|质保期至|保修止期|质保止期|\
        Warranty Until|Warranty End|Warranty Expiry",
    ),
];
