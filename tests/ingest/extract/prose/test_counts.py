"""Counted things: staff, vehicles, receptions, trips, assets, scores, and counts that are none of these."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("sentence", "statistics"),
    [
        ("本馆编制30人，在职人员28人，退休人员5人。", ["staff_quota 30人", "staff 28人", "retired 5人"]),
        (
            "核定编制71人，实际正式教职工62人，其中副高级职称4人，中级职称25人。",
            ["staff_quota 71人", "staff 62人", "staff 副高级职称 4人", "staff 中级职称 25人"],
        ),
        ("核定编制71人，临时照护员62人，其中晚班4人。", ["staff_quota 71人"]),
        (
            "行政编制27名、事业编制43名，实有在职人员68人，其中：行政人员25人，事业人员43人。",
            [
                "staff_quota 行政编制 27名",
                "staff_quota 事业编制 43名",
                "staff 68人",
                "staff 行政人员 25人",
                "staff 事业人员 43人",
            ],
        ),
        (
            "共接待国内公务团组21批次、164人次。",
            ["receptions 国内公务接待 21批次", "reception_visitors 国内公务接待 164人次"],
        ),
        ("预算管理自评得分38分，职责履行自评得分57分，总得分95分。", ["evaluation_score 95分"]),
        (
            "在岗人员44人，其中行政人员20人、事业人员24人，聘用人员18人，退休9人。",
            ["staff 44人", "staff 行政人员 20人", "staff 事业人员 24人", "retired 9人"],
        ),
        ("3.资产管理(自评5分)。年末固定资产净值60万元。", ["asset_value 固定资产净值 60万元"]),
        ("(二)履职成效分析(自评得分46分)。", []),
        ("二、绩效自评情况(自评得分94分)。", ["evaluation_score 94分"]),
        ("年末在职28人，较上年减少2人，原因是本年退休3人、调入1人。", ["staff 28人"]),
        ("我馆2023年退休3人，调出2人。", []),
        (
            "编制26人（行政16人、事业10人），实有25人，其中在职24人，长期休假1人。",
            ["staff_quota 26人", "staff_quota 行政 16人", "staff_quota 事业 10人", "headcount 25人", "staff 24人"],
        ),
        (
            "编制人数65人（其中行政编制30人，事业编制35人）。年末实有人数41人（行政编制20人，事业编制21人）。",
            [
                "staff_quota 65人",
                "staff_quota 行政编制 30人",
                "staff_quota 事业编制 35人",
                "headcount 41人",
                "staff 行政编制 20人",
                "staff 事业编制 21人",
            ],
        ),
        (
            "在职52人，退休15人。在职人员中，行政人员24人，事业人员28人。",
            ["staff 52人", "retired 15人", "staff 行政人员 24人", "staff 事业人员 28人"],
        ),
        (
            "在编人员73人，其中公务员31人，事业人员42人；另有编外聘用人员16人，村干部78人。",
            ["staff 73人", "staff 公务员 31人", "staff 事业人员 42人"],
        ),
        (
            "行政编制18名，工勤编制2名，实有行政人员16名，工勤人员2名。",
            ["staff_quota 行政编制 18名", "staff_quota 工勤编制 2名", "staff 行政人员 16名", "staff 工勤人员 2名"],
        ),
        (
            "在编人员31名，其中行政人员21名、事业人员10名；编外用工26名。",
            ["staff 31名", "staff 行政人员 21名", "staff 事业人员 10名"],
        ),
        ("公务用车编制5辆，实有4辆。", ["vehicles 4辆"]),
        ("公车3台，其中应急保障用车2台。", ["vehicles 3台", "vehicles 应急保障用车 2台"]),
        ("核定编制67名，年末在岗66人，其中县领导1人。", ["staff_quota 67名", "staff 66人", "staff 县领导 1人"]),
        ("编制人数86人，实有在职人数81人。", ["staff_quota 86人", "staff 81人"]),
        ("行政编制24个，事业编制41个。", ["staff_quota 行政编制 24个", "staff_quota 事业编制 41个"]),
        (
            "编制52人，其中：行政编制12人（含工勤编制2人、驾驶员1人），事业编制40人。",
            ["staff_quota 52人", "staff_quota 行政编制 12人", "staff_quota 事业编制 40人"],
        ),
        (
            "国内公务接待12批次、105人次；国（境）外接待0批次、0人次。",
            [
                "receptions 国内公务接待 12批次",
                "reception_visitors 国内公务接待 105人次",
                "receptions 国（境）外公务接待 0批次",
                "reception_visitors 国（境）外公务接待 0人次",
            ],
        ),
        ("在职在编实有行政人员10人（含工勤2人），事业人员38人。", ["staff 行政人员 10人", "staff 事业人员 38人"]),
        (
            "共有车辆4辆（台），其中：一般公务用车2辆、执法执勤用车2辆。",
            ["vehicles 4辆", "vehicles 一般公务用车 2辆", "vehicles 执法执勤用车 2辆"],
        ),
        ("5个项目平均得分96.5分。", []),
        (
            "核定政法专项编制247人、行政工勤编制15人，事业编制9人。",
            ["staff_quota 政法专项编制 247人", "staff_quota 工勤编制 15人", "staff_quota 事业编制 9人"],
        ),
        ("全额事业编制166个。", ["staff_quota 事业编制 166个"]),
        ("在职61人，包括行政人员28人、事业人员33人。", ["staff 61人", "staff 行政人员 28人", "staff 事业人员 33人"]),
        (
            "核定编制71人，实有人数62人，其中行政编制20人，事业编制42人。",
            ["staff_quota 71人", "headcount 62人", "staff 行政编制 20人", "staff 事业编制 42人"],
        ),
        ("共有工作人员45人，其中：行政编制20人。", ["headcount 45人", "staff 行政编制 20人"]),
        (
            "共有车辆3辆，其中：特种作业车（洒水车、垃圾车）2辆，应急保障用车1辆。",
            ["vehicles 3辆", "vehicles 特种作业车 2辆", "vehicles 应急保障用车 1辆"],
        ),
        (
            "国内公务接待27批次，国内公务接待270人次。",
            ["receptions 国内公务接待 27批次", "reception_visitors 国内公务接待 270人次"],
        ),
        ("全年共接待来访团组26个、来宾198人次。", ["receptions 26个", "reception_visitors 198人次"]),
        (
            "国内公务接待8批，累计接待50人次，其中外事接待1批，累计接待4人次。",
            [
                "receptions 国内公务接待 8批",
                "reception_visitors 国内公务接待 50人次",
                "receptions 外事接待 1批",
                "reception_visitors 外事接待 4人次",
            ],
        ),
        ("购置（更新）公务用车1辆，公务用车保有量5辆。", ["vehicles_purchased 1辆", "vehicles 5辆"]),
        (
            "资产总额90万元，其中：流动资产50万元，固定资产40万元。",
            ["asset_value 资产总额 90万元", "asset_value 流动资产 50万元", "asset_value 40万元"],
        ),
        ("固定资产原值90万元，固定资产净值50万元。", ["asset_value 90万元", "asset_value 固定资产净值 50万元"]),
        ("资产总额90万元，其中房屋80平方米，账面原值50万元。", ["asset_value 资产总额 90万元"]),
        ("整体效能（30分，自评29分）。", []),
        ("预算编制符合要求，得分5分。", []),
        ("讲解中心事业编制16名；修复站事业编制10名；全馆在职25人。", ["staff 25人"]),
        ("（一）资金保障（分值15分），自评14分。总得分95分。", ["evaluation_score 95分"]),
        ("投入（分值15分）得14分，产出（分值85分）得81分，总得分95分。", ["evaluation_score 95分"]),
        ("完成固定资产投资18亿元。", []),
        ("项目得分95分。", ["evaluation_score 95分"]),
        ("全年更新购置公务用车2辆。", ["vehicles_purchased 2辆"]),
        ("核定编制12名，实有在职11名。", ["staff_quota 12名", "staff 11名"]),
        ("核定编制总人数为7人，在职实有人数为6人。", ["staff_quota 7人", "staff 6人"]),
        (
            "编制60人，行政编制30人实有19人，工勤编3人实有2人，事业编制27人实有28人。",
            [
                "staff_quota 60人",
                "staff_quota 行政编制 30人",
                "staff 行政编制 19人",
                "staff_quota 工勤编制 3人",
                "staff 工勤编制 2人",
                "staff_quota 事业编制 27人",
                "staff 事业编制 28人",
            ],
        ),
        ("在职人员调入9人调出7人，退休死亡1人。", []),
        (
            "核定行政编制16名，工勤编制3人，共计19人。目前实有24人。",
            ["staff_quota 行政编制 16名", "staff_quota 工勤编制 3人", "staff_quota 19人", "headcount 24人"],
        ),
        ("编制数9个，实有人数8人。", ["staff_quota 9个", "headcount 8人"]),
        ("年末实有人数33人。", ["headcount 33人"]),
        ("离休人员1人。", ["retired 离休人员 1人"]),
        (
            "共有车辆4辆，其中：机要通信用车1辆、应急保障用车3辆。",
            ["vehicles 4辆", "vehicles 机要通信用车 1辆", "vehicles 应急保障用车 3辆"],
        ),
        ("购置公务用车1辆，公务用车保有量4辆。", ["vehicles_purchased 1辆", "vehicles 4辆"]),
        (
            "国内公务接待12批次，86人次。",
            ["receptions 国内公务接待 12批次", "reception_visitors 国内公务接待 86人次"],
        ),
        ("公务接待3批次，24人次（不含陪同人员）。", ["receptions 3批次", "reception_visitors 24人次"]),
        ("外事接待0批次，0人。", ["receptions 外事接待 0批次", "reception_visitors 外事接待 0人"]),
        ("全年因公出国（境）团组0个，累计0人次。", ["overseas_groups 0个", "overseas_persons 0人次"]),
        ("固定资产总额120.5万元。", ["asset_value 120.5万元"]),
        (
            "单价50万元以上通用设备2台（套）。",
            ["asset_count 单价50万元以上通用设备 2台(套)"],
        ),
        ("部门整体支出绩效自评得分92.5分。", ["evaluation_score 92.5分"]),
        (
            "共设一级指标3个，二级指标7个，三级指标15个。",
            ["indicator_count_level1 3个", "indicator_count_level2 7个", "indicator_count_level3 15个"],
        ),
        ("共有5个二级指标。", ["indicator_count_level2 5个"]),
        (
            "共接待国内来访团组54个，来宾432人次。外宾接待支出0.50万元，共接待国（境）外来访团组1个，来宾3人次。",
            [
                "receptions 国内公务接待 54个",
                "reception_visitors 国内公务接待 432人次",
                "receptions 外事接待 1个",
                "reception_visitors 外事接待 3人次",
            ],
        ),
        (
            "部门编制87人，实有83人，其中：行政人员14人，事业人员69人。",
            ["staff_quota 87人", "headcount 83人", "headcount 行政人员 14人", "headcount 事业人员 69人"],
        ),
        (
            "本单位组织的出国（境）团组1个，参加其他单位组织的出国（境）团组2个。",
            ["overseas_groups 本单位组织 1个", "overseas_groups 参加其他单位组织 2个"],
        ),
        (
            "在职人员75人；离休人员2人，较上年无变化；退休人员19人。",
            ["staff 75人", "retired 离休人员 2人", "retired 19人"],
        ),
        ("上年末固定资产金额为18.35万元，本年度拟购置固定资产总额为6.47万元。", ["asset_value 2022 18.35万元"]),
    ],
)
def test_a_counted_thing_is_a_statistic(facts_of: Callable, sentence: str, statistics: list[str]) -> None:
    assert facts_of(sentence, genre="final_accounts").statistics == statistics


def test_a_date_before_a_count_gives_its_year(facts_of: Callable) -> None:
    facts = facts_of("2022年末在职人员27人，2023年末在职人员28人。", genre="final_accounts")
    assert facts.statistics == ["staff 2022 27人", "staff 28人"]


@pytest.mark.parametrize(
    "sentence",
    [
        "在职人员比上年增加2人。",
        "车辆报废1辆。",
        "涉及在职人员28人。",
        "纳入本部门预算编制范围的单位有3个。",
        "与上年相比公务接待减少3批次。",
        "培训退休干部家属5户。",
    ],
)
def test_changes_and_people_spoken_of_in_passing_are_no_statistics(facts_of: Callable, sentence: str) -> None:
    facts = facts_of(sentence, genre="final_accounts")
    assert facts.statistics == []
    assert set(facts.left.values()) == {"quantity outside the contract"}


def test_a_change_does_not_spoil_the_count_before_it(facts_of: Callable) -> None:
    assert facts_of("共有车辆4辆，比上年减少1辆。", genre="final_accounts").statistics == ["vehicles 4辆"]


def test_a_count_in_the_wrong_unit_is_no_statistic(facts_of: Callable) -> None:
    assert facts_of("在职人员培训28场。", genre="final_accounts").statistics == []


def test_money_that_is_an_amount_is_no_asset(facts_of: Callable) -> None:
    facts = facts_of("公务接待费支出0.23万元，接待3批次，24人次。", genre="final_accounts")
    assert facts.amounts == ["spending three_public/reception 0.23万元"]
    assert facts.statistics == ["receptions 3批次", "reception_visitors 24人次"]


def test_the_score_of_a_named_project_is_the_projects(facts_of: Callable) -> None:
    facts = facts_of("展厅灯光改造项目绩效自评得分96分。", genre="performance_evaluation")
    assert facts.statistics == ["evaluation_score 展厅灯光改造项目 96分"]


def test_a_list_ends_with_its_sentence(facts_of: Callable) -> None:
    facts = facts_of("共有车辆4辆，其中：轿车1辆。越野3辆。", genre="final_accounts")
    assert facts.statistics == ["vehicles 4辆", "vehicles 轿车 1辆"]


def test_people_behind_a_bracket_belong_to_what_stood_before_it(facts_of: Callable) -> None:
    facts = facts_of("国内公务接待30批次（其中外事接待0批次），400人次（其中外事接待0人次）。", genre="final_accounts")
    assert "reception_visitors 国内公务接待 400人次" in [" ".join(line.split()) for line in facts.statistics]


@pytest.mark.parametrize(
    ("sentence", "statistics"),
    [
        (
            "共有车辆9辆，较上年减少1辆，变动原因：报废1辆。其中：应急保障用车2辆，执法执勤用车7辆。",
            ["vehicles 9辆", "vehicles 应急保障用车 2辆", "vehicles 执法执勤用车 7辆"],
        ),
        (
            "截至上年底，本部门共有公务用车3辆，其中，应急保障用车1辆，其他按照规定配备的公务用车2辆。",
            ["vehicles 2022 3辆", "vehicles 应急保障用车 2022 1辆", "vehicles 其他按照规定配备的公务用车 2022 2辆"],
        ),
        ("2023年拟新增配置公务用车2辆，其中，机要通信用车2辆；新增配备单位价值50万元以上通用设备5台。", []),
        ("全年支出涉及出国（境）团组3个，累计5人次。", ["overseas_groups 3个", "overseas_persons 5人次"]),
        ("办公用房1260平方米，原值236.5万元。", []),
        ("公务用车运行维护费1万元，保有量6辆。", ["vehicles 6辆"]),
        (
            "共有车辆6辆，其中：一般执法执勤用车2辆，特种专业技术用车4辆。",
            ["vehicles 6辆", "vehicles 一般执法执勤用车 2辆", "vehicles 特种专业技术用车 4辆"],
        ),
        ("规划编制经费自评得分92分，等级优。", ["evaluation_score 规划编制经费 92分"]),
        ("固定资产90万元。其他固定资产价值12万元。", ["asset_value 90万元", "asset_value 其他固定资产 12万元"]),
    ],
)
def test_a_count_told_around_changes_and_plans(facts_of: Callable, sentence: str, statistics: list[str]) -> None:
    assert facts_of(sentence, genre="budget").statistics == statistics


def test_a_project_has_the_score_of_its_own_and_that_of_the_department(facts_of: Callable) -> None:
    facts = facts_of(
        "二、项目绩效自评结果",
        "1.古籍保护项目绩效自评综述：项目自评得分95分。",
        "三、部门评价结果",
        "古籍保护项目评价得分92分。",
        genre="final_accounts",
    )
    assert facts.statistics == [
        "evaluation_score 古籍保护项目 95分", "evaluation_score 古籍保护项目（部门评价） 92分",
    ]  # fmt: skip


def test_posts_need_no_unit(facts_of: Callable) -> None:
    assert facts_of("本单位编制数48，实有人数62人。").statistics == ["staff_quota 48人", "headcount 62人"]


def test_kinds_of_staff_behind_those_of_posts_are_staff(facts_of: Callable) -> None:
    facts = facts_of(
        "人员编制89人。其中：行政编制13人，事业编制76人；在职在编实有行政人员13人，非参公管理事业人员73人。",
        genre="performance_evaluation",
    )
    assert facts.statistics[-2:] == ["staff 行政人员 13人", "staff 非参公管理事业人员 73人"]


def test_what_assets_lost_in_value_is_no_asset(facts_of: Callable) -> None:
    assert facts_of("人员经费9万元，固定资产折旧3万元。", genre="performance_evaluation").statistics == []


def test_posts_and_people_on_the_books(facts_of: Callable) -> None:
    facts = facts_of("现有编制38个，在册职工35人，其中专业技术人员16人；离退休人员20人，遗属6人。")
    assert facts.statistics == [
        "staff_quota 38个", "staff 35人", "staff 专业技术人员 16人", "retired 离退休人员 20人",
    ]  # fmt: skip


def test_the_score_of_an_opinion_poll_is_not_the_evaluations(facts_of: Callable) -> None:
    assert facts_of("民调综合得分93.26分。", genre="performance_evaluation").statistics == []


def test_place_and_year_before_the_one_project_change_nothing(facts_of: Callable) -> None:
    facts = facts_of(
        "茂县2023年馆舍修缮项目综合得分87.4分。", title="茂县2023年馆舍修缮项目绩效评价报告", genre="project_evaluation"
    )
    assert facts.statistics == ["evaluation_score 87.4分"]


def test_all_that_a_county_pays_are_not_the_departments(facts_of: Callable) -> None:
    assert facts_of("全县财政供养人员5632人。", genre="performance_evaluation").statistics == []


def test_teachers_with_a_post_are_staff(facts_of: Callable) -> None:
    facts = facts_of("现有教学班48个，在校生2236人，在编教师126人，退休教师32人。")
    assert facts.statistics == ["staff 126人", "retired 32人"]


def test_kinds_of_an_item_in_brackets_are_no_items(facts_of: Callable) -> None:
    facts = facts_of("在职职工35人，其中专业技术人员16人(工程师8人，助理工程师6人)，工勤人员5人。")
    assert facts.statistics == ["staff 35人", "staff 专业技术人员 16人", "staff 工勤人员 5人"]


def test_points_for_a_part_of_a_project_are_no_score_of_it(facts_of: Callable) -> None:
    text = "项目决策得分18分，项目过程得分22.5分，项目产出得分28分，项目效益得分27分，总得分95.5分。"
    assert facts_of(text, genre="project_evaluation").statistics == ["evaluation_score 95.5分"]


def test_the_finance_bureaus_second_look_is_not_the_self_evaluation(facts_of: Callable) -> None:
    facts = facts_of("我中心自评得分为98分，县财政局复核得分95.6分。", genre="performance_evaluation")
    assert facts.statistics == ["evaluation_score 98分"]


def test_a_heading_that_speaks_of_new_assets_counts_those_there_are(facts_of: Callable) -> None:
    text = "国有资产占用及新增资产配置情况：共有公务用车4辆，其中：其他公务用车1辆。"
    facts = facts_of(text, genre="final_accounts")
    assert facts.statistics == ["vehicles 4辆", "vehicles 其他公务用车 1辆"]


def test_a_vehicle_that_replaces_another_is_no_total(facts_of: Callable) -> None:
    text = "公务用车购置费18万元，比上年增加18万元，主要原因是更新执法车辆1辆。"
    assert facts_of(text, genre="final_accounts").statistics == []


def test_trips_are_told_by_who_arranged_them(facts_of: Callable) -> None:
    text = "全年安排本单位组织的出国团组1个，参加其他单位出国团组2个。累计接待86批次、接待总人数712人次。"
    assert facts_of(text, genre="final_accounts").statistics == [
        "overseas_groups 本单位组织 1个", "overseas_groups 参加其他单位组织 2个",
        "receptions 86批次", "reception_visitors 712人次",
    ]  # fmt: skip


def test_offices_by_kind_of_post_are_no_posts(facts_of: Callable) -> None:
    text = "本镇设9个内设机构，其中事业编制机构5个，行政编制机构4个。核定编制80名。"
    assert facts_of(text, genre="budget").statistics == ["staff_quota 80名"]


def test_ranks_are_no_posts_and_all_persons_are_of_those_at_work_and_the_retired(facts_of: Callable) -> None:
    text = "现有人数29人，其中：在职编制21人；离退休8人。其中：副科级领导职数2人，正科级领导职数1人。"
    assert facts_of(text, genre="budget").statistics == ["headcount 29人", "staff 21人", "retired 离退休人员 8人"]


@pytest.mark.parametrize(
    ("sentence", "statistics"),
    [
        ("本局内设7个股室，下属单位2个。", ["internal_offices 7个"]),
        ("内设4个机构：办公室、业务室等。", ["internal_offices 4个"]),
        ("内设3个党支部。", []),
        ("内设办公室等7个股室和直属单位。", []),
    ],
)
def test_offices_may_be_named_behind_their_number(facts_of: Callable, sentence: str, statistics: list[str]) -> None:
    assert facts_of(sentence, genre="budget").statistics == statistics


def test_kinds_of_vehicles_to_be_bought_are_not_owned(facts_of: Callable) -> None:
    text = "共有车辆5辆，其中一般公务用车5辆。2023年安排购置车辆2辆，其中一般公务用车1辆、执法执勤用车1辆。"
    assert facts_of(text, genre="budget").statistics == [
        "vehicles 5辆", "vehicles 一般公务用车 5辆",
        "vehicles_purchased 2辆", "vehicles_purchased 一般公务用车 1辆", "vehicles_purchased 执法执勤用车 1辆",
    ]  # fmt: skip


def test_assets_by_kind_keep_their_whole_names(facts_of: Callable) -> None:
    text = "资产原值合计90万元，其中：（1）土地、房屋及构筑物50万元，（2）通用设备38万元，（3）家具、用具2万元。"
    assert facts_of(text, genre="final_accounts").statistics == [
        "asset_value 90万元", "asset_value 土地、房屋及构筑物 50万元",
        "asset_value 通用设备 38万元", "asset_value 家具、用具 2万元",
    ]  # fmt: skip


def test_buildings_and_vehicles_that_are_owned_have_a_value(facts_of: Callable) -> None:
    text = "截至2023年12月31日，房屋90平方米，价值7万元。车辆3辆，价值5万元，其中：其他用车3辆。"
    assert facts_of(text, genre="final_accounts").statistics == [
        "asset_value 房屋 7万元", "vehicles 3辆", "asset_value 车辆 5万元", "vehicles 其他用车 3辆",
    ]  # fmt: skip
    assert facts_of("接受捐赠车辆1辆，价值5万元。", genre="final_accounts").statistics == ["vehicles 1辆"]


def test_equipment_that_is_owned_has_a_value(facts_of: Callable) -> None:
    text = "固定资产90万元，其中：单价50万元以上的设备1台，价值56万元；办公设备12台，价值20万元；家具9件，价值14万元。"
    assert facts_of(text, genre="final_accounts").statistics == [
        "asset_value 90万元",
        "asset_count 单价50万元以上的设备 1台", "asset_value 单价50万元以上的设备 56万元",
        "asset_count 办公设备 12台", "asset_value 办公设备 20万元",
        "asset_count 家具 9件", "asset_value 家具 14万元",
    ]  # fmt: skip
    bought = "年末固定资产90万元。本年购置办公设备12台，价值20万元。"
    assert facts_of(bought, genre="final_accounts").statistics == ["asset_value 90万元"]


def test_groups_may_be_told_behind_their_guests(facts_of: Callable) -> None:
    text = "其中外事接待支出0万元，接待4人次，2批次。"
    assert facts_of(text, genre="final_accounts").statistics == [
        "reception_visitors 外事接待 4人次", "receptions 外事接待 2批次",
    ]  # fmt: skip


def test_equipment_over_a_price_is_counted_where_it_is_owned(facts_of: Callable) -> None:
    text = "单价20万元以上的设备2台（套）。2023年安排购置单价20万元以上的设备1台（套）。"
    assert facts_of(text, genre="final_accounts").statistics == ["asset_count 单价20万元以上的设备 2台(套)"]


def test_equipment_told_behind_vehicles_to_be_bought_is_to_be_bought(facts_of: Callable) -> None:
    text = "2023年预算安排购置车辆1辆，单位价值200万元以上大型设备2台（套）。"
    assert facts_of(text, genre="budget").statistics == ["vehicles_purchased 1辆"]


def test_dependants_are_no_staff_and_guests_are_told_in_groups(facts_of: Callable) -> None:
    text = "在职实有54人，其中公务员20人，事业34人；遗属3人。全年共接待国内来宾8批次、65人次。"
    assert facts_of(text, genre="final_accounts").statistics == [
        "staff 54人", "staff 公务员 20人", "staff 事业 34人",
        "receptions 国内公务接待 8批次", "reception_visitors 国内公务接待 65人次",
    ]  # fmt: skip


def test_persons_told_together_are_of_all_trips(facts_of: Callable) -> None:
    text = "全年组织因公出国（境）团组1个，参加其他单位组织的出国团组1个，累计4人次。"
    assert facts_of(text, genre="final_accounts").statistics == [
        "overseas_groups 1个", "overseas_groups 参加其他单位组织 1个", "overseas_persons 4人次",
    ]  # fmt: skip
