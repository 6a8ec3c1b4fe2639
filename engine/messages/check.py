"""Problems of editions, words of the command line, and the guide of the template."""

from engine.messages.pages import Page, spread

PAGES: dict[str, Page] = {
    "EDN-001": (
        ("{where} 指向未定义的“{found}”。", "已定义的名称。", "请改正名称或补上定义。"),
        (
            "{where} points to “{found}”, which is not defined.",
            "A name that is defined.",
            "Mend the name or define it.",
        ),
    ),
    "EDN-002": (
        ("章条 {where} 的编号“{found}”重复、跳号或与上级不符。", "编号唯一、连续，并以上级编号开头。", "请改正编号。"),
        (
            "The number “{found}” of clause {where} stands twice, jumps, or does not continue the one above.",
            "Unique numbers without gaps.",
            "Mend the number.",
        ),
    ),
    "EDN-003": (
        ("评价要求 {where} 的逻辑不成立：{found}。", "每个成员只属于一个上级，无循环，至少数目合理。", "请改正逻辑。"),
        (
            "The logic of requirement {where} does not hold: {found}.",
            "Each member once, no cycle, a fitting least number.",
            "Mend the logic.",
        ),
    ),
    "EDN-004": (
        ("{where} 与形状不对应：{found}。", "每个取值位一个形状，或写明不可检查的理由。", "请补上形状或理由。"),
        (
            "{where} and the shapes do not meet: {found}.",
            "A shape for each slot, or a stated reason why not.",
            "Add the shape or the reason.",
        ),
    ),
    "EDN-005": (
        (
            "形状 {where} 的严重性 {found} 与条款效力不符。",
            "应为违规（Violation），宜为提示（Warning）。",
            "请改正 sh:severity。",
        ),
        (
            "The severity {found} of shape {where} is not the force of its provision.",
            "Violation for shall, Warning for should.",
            "Mend sh:severity.",
        ),
    ),
    "EDN-006": (
        ("形状 {where} 的提示语与编号或限值不符：{found}。", "以章条编号开头，并写出限值。", "请改正 sh:message。"),
        (
            "The message of shape {where} disagrees with its number or limit: {found}.",
            "The clause number first, and the limit.",
            "Mend sh:message.",
        ),
    ),
    "EDN-007": (
        ("评价要求 {where} 依据允许性条款 {found}。", "“可”不计分。", "请去掉该依据。"),
        ("Requirement {where} rests on the permission {found}.", "A may is never scored.", "Remove it."),
    ),
    "EDN-008": (
        ("叶评价要求 {where} 被 {found} 个评分项计分。", "对申报方的每个叶要求恰有一个评分项。", "请改正附录A。"),
        (
            "The leaf {where} is scored by {found} items.",
            "Exactly one item for each leaf of the applicant.",
            "Mend Annex A.",
        ),
    ),
    "EDN-009": (
        ("版本 {where} 的分值合计为 {found}。", "基础项合计等于总分，加分项不少于上限。", "请改正分值。"),
        (
            "The points of edition {where} add up to {found}.",
            "Base items equal the total, bonus items reach their cap.",
            "Mend the points.",
        ),
    ),
    "EDN-010": (
        ("评分项 {where} 的计分方法不成立：{found}。", "分档递减，最高档为满分，读取自己的取值位。", "请改正分档。"),
        (
            "The method of item {where} does not hold: {found}.",
            "Falling bands, the best with full points, reading its own slot.",
            "Mend the bands.",
        ),
    ),
    "EDN-011": (
        ("取值位 {where} 被用于两个方向：{found}。", "一个方向。", "请改正形状或评分项。"),
        ("The slot {where} serves two directions: {found}.", "One direction.", "Mend the shape or the item."),
    ),
    "EDN-012": (
        ("版本 {where} 的等级不连续：{found}。", "半开区间递减，末级无下限。", "请改正等级。"),
        (
            "The grades of {where} do not cover every score: {found}.",
            "Half-open bands, falling, the last without an edge.",
            "Mend the grades.",
        ),
    ),
    "EDN-013": (
        ("版本 {where} 的选取步骤不全或未知：{found}。", "每一步都有规则，每条规则都已声明。", "请改正选取步骤。"),
        (
            "The selection steps of {where} are incomplete or unknown: {found}.",
            "A rule for each step and a step for each rule.",
            "Mend the steps.",
        ),
    ),
    "EDN-014": (
        ("未决问题 {where} 不完整：{found}。", "恰好采用一种读法，并列出其他读法。", "请改正。"),
        (
            "The open question {where} is incomplete: {found}.",
            "One reading chosen, and at least one other.",
            "Mend it.",
        ),
    ),
    "EDN-020": (
        ("{where}：{found}", "元形状（shapes/meta）的要求。", "请按提示改正。"),
        ("{where}: {found}", "What the meta shapes ask.", "Mend it as said."),
    ),
    "EDN-030": (
        ("推理机发现矛盾（{where}）：{found}。", "词汇、事实与版本互不矛盾。", "请检查新改动的陈述。"),
        (
            "The reasoner finds a contradiction ({where}): {found}.",
            "Vocabulary, facts and edition without contradiction.",
            "Look at the statements changed last.",
        ),
    ),
    "EDN-031": (
        ("未运行推理机 {where}：缺少 {found}。", "Java 与 owlready2。", "请安装后再检查；此前未得出一致性结论。"),
        (
            "The reasoner {where} did not run: {found} is missing.",
            "Java and owlready2.",
            "Install them; nothing is concluded until then.",
        ),
    ),
    "ENV-001": (
        (
            "{where} 无法运行：缺少 {found}。",
            "Java 17 与 owlready2。",
            "请安装，例如 apt install default-jre-headless。",
        ),
        (
            "{where} cannot run: {found} is missing.",
            "Java 17 and owlready2.",
            "Install them, for example apt install default-jre-headless.",
        ),
    ),
    "CLI-001": (
        (
            "没有评价对象“{found}”的案例。",
            "{where} 下的案例；最接近的是 {nearest}。",
            "请核对名称，或用 --cases 指定目录。",
        ),
        (
            "There is no case of “{found}”.",
            "A case below {where}; the nearest is {nearest}.",
            "Check the name or name a folder by --cases.",
        ),
    ),
    "CLI-002": (
        ("不知道以什么格式写 {where}：后缀是“{found}”。", "以下后缀之一：{known}。", "请改用其中一个后缀。"),
        (
            "The suffix “{found}” of {where} names no form that is written.",
            "One of these suffixes: {known}.",
            "Use one of them.",
        ),
    ),
    "CLI-003": (
        (
            "没有错误代码“{found}”。",
            "{where} 中列出的代码；最接近的是 {nearest}。",
            "请用 clausegraph errors 查看全部代码。",
        ),
        (
            "There is no error code “{found}”.",
            "One listed by {where}; the nearest is {nearest}.",
            "See clausegraph errors.",
        ),
    ),
    "CLI-004": (
        (
            "不能写入 {where}：{found}。",
            "可写的目录中的文件名；原有文件没有改动。",
            "请检查路径与权限，或改用其他文件名。",
        ),
        (
            "{where} cannot be written: {found}.",
            "The name of a file in a folder that may be written; what was there is unchanged.",
            "Check path and rights, or use another name.",
        ),
    ),
    "CLI-005": (
        ("命令行有误：{found}。", "{where} --help 所列的用法。", "请改正后再运行。"),
        ("The command line is wrong: {found}.", "As {where} --help says.", "Mend it and run it again."),
    ),
    "CLI-006": (
        (
            "{where} {found} 没有写明由谁核准。",
            "--approver 给出核准人：地点、文件和目标改变评判依据。",
            "请加上 --approver 姓名。",
        ),
        (
            "{where} {found} names nobody who takes it over.",
            "An approver with --approver: places, documents and targets change what is judged by.",
            "Add --approver NAME.",
        ),
    ),
    "CLI-007": (
        ("没有评价对象“{found}”的案例。", "{where} 下有案例的代码：{known}。", "请核对名称，或用 --cases 指定目录。"),
        (
            "There is no case of “{found}”.",
            "A place with a case below {where}: {known}.",
            "Check the name or name a folder by --cases.",
        ),
    ),
    "CLI-008": (
        ("“{where}”没有 {found} 年的案例。", "有案例的年度：{known}。", "请改用其中一年。"),
        ("There is no case of “{where}” for {found}.", "A year with a case: {known}.", "Use one of them."),
    ),
    "CLI-009": (
        (
            "{where} 的后缀与 --format {found} 不一致。",
            "写 {found} 用以下后缀之一：{known}。",
            "请改后缀，或去掉 --format。",
        ),
        (
            "The suffix of {where} is not that of --format {found}.",
            "A suffix for {found}: {known}.",
            "Change the suffix or leave --format out.",
        ),
    ),
    "CLI-010": (
        (
            "{where} 已经存在，没有改动。",
            "一个新的文件名；已填写的内容不会被悄悄覆盖。",
            "请改用其他文件名，或加上 {found} 覆盖。",
        ),
        (
            "{where} is there already and is unchanged.",
            "The name of a new file; what was filled in is never replaced silently.",
            "Use another name, or add {found} to replace it.",
        ),
    ),
    "CLI-070": (
        ("程序自身的缺陷：{found}。", "不应发生。", "请把报告文件 {where} 一并反馈。"),
        ("A bug of ours: {found}.", "This should not happen.", "Please send the report file {where}."),
    ),
}
ZH = spread(PAGES, 0) | {
    "usage.missing": "缺少 {name}",
    "usage.option": "没有选项 {name}",
    "usage.nearest": "没有选项 {name}（是否指 {nearest}？）",
    "usage.value": "选项 {name} 后面没有取值",
    "usage.bad": "{name} 不能是“{value}”",
    "usage.choice": "{name} 不能是“{value}”，只能是 {choices}",
    "usage.word": "不认识“{name}”",
    "usage.near": "不认识“{name}”（是否指 {nearest}？）",
    "fault.head": "{code} {where}",
    "fault.more": "另有 {n} 处问题未列出。",
    "fault.same": "同样的问题另有 {n} 处：{places}",
    "fault.and-more": "……",
    "fault.expected": "要求：{expected}",
    "fault.remedy": "处理：{remedy}",
    "level.error": "错误",
    "level.warning": "警告",
    "level.info": "提示",
    "check.clean": "版本 {edition} 通过全部检查。",
    "check.consistent": "推理机（HermiT）：一致。",
    "check.count": "{n} 个问题。",
    "assumed.head": "版本 {edition} 共有 {n} 处假定（标准未公布，由我们重构）：",
    "assumed.line": "{mark} {kind} {label}（{slug}）：{value}——{reason}{model}",
    "assumed.model": "（仿照 {model}）",
    "assumed.total": "总分",
    "assumed.bonus-cap": "加分上限",
    "assumed.parameter": "限值",
    "assumed.window": "年度窗口",
    "assumed.points": "分值",
    "assumed.grade": "等级下限",
    "assumed.veto": "否决至多等级",
    "assumed.key-item": "关键项最低份额",
    "assumed.policy": "政策",
    "template.guide-1": "每种证据一张表；橙色表头为必填，指向表头可看说明。",
    "template.guide-2": "预填的行只需补数值；留空的行不会读取。",
    "template.guide-3": "数值用半角数字，如 95.30；不要用公式、千分位、科学计数法。",
    "template.guide-4": "全年数据填“年度”；非全年填“起始日期”和“截止日期”。",
    "template.guide-5": "有计数的请填分子和分母；来源写明口径和统计对象的请照填。",
    "template.guide-6": "没有发生事件时，请在“事件”表填“无事件声明”并签署；空白不等于没有。",
    "template.guide-7": "填好后运行 clausegraph evidence check 文件名.xlsx，再运行 clausegraph assess。",
    "template.written": "已写入 {path}。",
    "import.done": "{files} 个文件，{records} 条记录，没有错误。",
    "import.warning": "请核对（百分数是否误填为小数）：{line}",
    "record.done": "已重新记录 {path}。",
    "doctor.ok": "正常",
    "doctor.missing": "缺少（{what}）",
    "doctor.reasoner": "仅一致性检查需要",
    "demo.intro": "示范一：真实城市，只有公开数据。公开数据只涉及少数章条，所以如实答复“尚不能评定等级”。",
    "demo.scopes": "示范二：同一地方，不同口径与统计对象。两市的目标未知，结论保持待定。",
    "demo.turn": "示范三：虚构城市“{place}”，目标已知时，口径决定结论。",
    "demo.full": "示范四：虚构城市“{place}”，证据齐全：等级、失分最多的五项和挽回办法。",
    "demo.end": "来源索引（如 C14）的网址见 SOURCES.md。\n下一步：.venv/bin/clausegraph why 常德市 12.1；.venv/bin/clausegraph evidence template evidence.xlsx。",
    "demo.progress": "正在评价 {n} 个案例…",
}
EN = spread(PAGES, 1) | {
    "usage.missing": "{name} is missing",
    "usage.option": "there is no option {name}",
    "usage.nearest": "there is no option {name} (is {nearest} meant?)",
    "usage.value": "the option {name} has no value",
    "usage.bad": "{name} cannot be “{value}”",
    "usage.choice": "{name} cannot be “{value}”, only {choices}",
    "usage.word": "“{name}” is not known",
    "usage.near": "“{name}” is not known (is {nearest} meant?)",
    "fault.head": "{code} {where}",
    "fault.more": "{n} more faults are not shown.",
    "fault.same": "the same in {n} more places: {places}",
    "fault.and-more": " …",
    "fault.expected": "expected: {expected}",
    "fault.remedy": "remedy: {remedy}",
    "level.error": "error",
    "level.warning": "warning",
    "level.info": "info",
    "check.clean": "Edition {edition} passes every check.",
    "check.consistent": "Reasoner (HermiT): consistent.",
    "check.count": "{n} problems.",
    "assumed.head": "Edition {edition} rests on {n} assumptions (not given by the standard, reconstructed by us):",
    "assumed.line": "{mark} {kind} {label} ({slug}): {value} - {reason}{model}",
    "assumed.model": " (after {model})",
    "assumed.total": "total",
    "assumed.bonus-cap": "bonus cap",
    "assumed.parameter": "limit",
    "assumed.window": "window of years",
    "assumed.points": "points",
    "assumed.grade": "lower edge of grade",
    "assumed.veto": "veto, at most grade",
    "assumed.key-item": "least share of key item",
    "assumed.policy": "policy",
    "template.guide-1": "A sheet for each kind of evidence; orange headers are needed; point at a header for help.",
    "template.guide-2": "Rows that are there already only want their value; rows left empty are not read.",
    "template.guide-3": "Write numbers in ASCII digits such as 95.30; no formula, separator or exponent.",
    "template.guide-4": "For a whole year fill in the year; else the start and the end of the period.",
    "template.guide-5": "Where there are counts give numerator and denominator; give scope and population where the source does.",
    "template.guide-6": "Where no event occurred, sign a nil statement in the sheet of events; an empty cell is no statement.",
    "template.guide-7": "Then run clausegraph evidence check FILE.xlsx, and clausegraph assess.",
    "template.written": "Written: {path}.",
    "import.done": "{files} files, {records} records, no fault.",
    "import.warning": "Please check (a fraction for a percentage?): {line}",
    "record.done": "Recorded anew: {path}.",
    "doctor.ok": "ok",
    "doctor.missing": "missing ({what})",
    "doctor.reasoner": "needed for the consistency check only",
    "demo.intro": "One: real cities, public figures only. They touch few clauses, so the honest answer is “not gradable yet”.",
    "demo.scopes": "Two: one place, several scopes and denominators. Their targets are not known, so the verdict stays open.",
    "demo.turn": "Three: the made-up city {place}, where a target is known: the scope decides the verdict.",
    "demo.full": "Four: the made-up city {place} with full evidence: its grade, its five dearest lost points and the way back.",
    "demo.end": "The addresses of sources (来源索引 C14 …) stand in SOURCES.md.\nNext: .venv/bin/clausegraph why 常德市 12.1; .venv/bin/clausegraph evidence template evidence.xlsx.",
    "demo.progress": "Assessing {n} cases …",
}
