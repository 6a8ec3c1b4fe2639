"""Faults of evidence files."""

from engine.messages.pages import Page, spread

PAGES: dict[str, Page] = {
    "EVI-001": (
        ("{where} 的格式“{found}”不能读取。", "以下格式之一：{known}。", "请另存为其中一种格式后重新提交。"),
        ("{where} has the form “{found}”, which is not read.", "One of: {known}.", "Save it in one of these forms."),
    ),
    "EVI-002": (
        ("{where} 过大（{found} 字节）。", "不超过 {most} 字节。", "请拆分文件。"),
        ("{where} is too large ({found} bytes).", "At most {most} bytes.", "Split the file."),
    ),
    "EVI-003": (
        ("{where} 无法解析：{found}。", "格式正确的文件。", "请改正该处，或重新导出文件。"),
        ("{where} cannot be parsed: {found}.", "A well-formed file.", "Mend the place or export the file again."),
    ),
    "EVI-004": (
        ("{where} 自行指定了命名图 {found}。", "只含三元组；图由系统指定。", "请去掉命名图。"),
        (
            "{where} names a graph of its own: {found}.",
            "Triples only; the graph is chosen by us.",
            "Remove the named graph.",
        ),
    ),
    "EVI-005": (
        (
            "{where} 使用了证据不允许的词：{found}。",
            "以下之一：{known}；最接近的是“{nearest}”。",
            "请改用证据词汇，或删去该行。",
        ),
        (
            "{where} uses a term that evidence may not use: {found}.",
            "One of: {known}; the nearest is “{nearest}”.",
            "Use the terms of evidence or remove it.",
        ),
    ),
    "EVI-006": (
        ("{where} 试图陈述标准本身的内容：{found}。", "证据只陈述事实，不能改写标准。", "请删去该行。"),
        (
            "{where} tries to state the standard itself: {found}.",
            "Evidence states facts and never rewrites the standard.",
            "Remove it.",
        ),
    ),
    "EVI-007": (
        ("{where} 以文件之外的事物为主语：{found}。", "本文件内的片段，如 <#o1>。", "请用片段给每条记录命名。"),
        (
            "{where} speaks of a subject outside the file: {found}.",
            "A fragment of the file such as <#o1>.",
            "Name each record by a fragment.",
        ),
    ),
    "EVI-008": (
        (
            "{where} 的“{found}”不是合格的数。",
            "半角十进制数：整数部分至多12位，小数至多18位，不用指数、千分位、空格；计数须为非负整数。",
            "请改写，例如 95.30。",
        ),
        (
            "“{found}” at {where} is not a number as we read them.",
            "ASCII decimals: at most 12 digits before and 18 after the point, no exponent, separator or blank; counts are whole.",
            "Write it so, such as 95.30.",
        ),
    ),
    "EVI-009": (
        ("{where} 的“{found}”不是日期或年份。", "真实日期，如 2021-12-31；年份四位。", "请改写。"),
        (
            "“{found}” at {where} is no date or year.",
            "A real date such as 2021-12-31; a year of four digits.",
            "Write it so.",
        ),
    ),
    "EVI-010": (
        (
            "{where} 的名称“{found}”未登记（字符 {points}）。",
            "已登记的名称；共有：{list}；最接近的是“{nearest}”。",
            "请改用已登记的名称；在 Excel 模板中可从下拉表选择。",
        ),
        (
            "The name “{found}” at {where} is not known (characters {points}).",
            "A known name; all of them: {list}; the nearest is “{nearest}”.",
            "Use a known name; the template of Excel offers a list.",
        ),
    ),
    "EVI-011": (
        (
            "{where} 陈述了无权陈述的对象：{found}。",
            "本次提交只能陈述：{allowed}（及其下级）。",
            "请删去该行，或由该地提交。",
        ),
        (
            "{where} speaks of a subject that it may not speak for: {found}.",
            "This submission speaks for {allowed} (and places below).",
            "Remove it or let that place submit it.",
        ),
    ),
    "EVI-012": (
        ("{where} 缺少“{column}”。", "该列必须填写。", "请补填。"),
        ("{where} has no “{column}”.", "This column must be filled in.", "Fill it in."),
    ),
    "EVI-013": (
        ("{where} 的数值 {found} 超出范围。", "{low} 至 {high}。", "请核对数值与单位。"),
        ("The value {found} at {where} is out of range.", "{low} to {high}.", "Check value and unit."),
    ),
    "EVI-014": (
        ("{where} 的单位“{found}”与指标不符。", "单位为“{unit}”。", "请换算后填写。"),
        ("The unit “{found}” at {where} is not the indicator's.", "The unit “{unit}”.", "Convert the value."),
    ),
    "EVI-015": (
        ("{where} 的期间不完整或前后颠倒：{found}。", "只填年度，或同时填起始与截止日期。", "请改正期间。"),
        (
            "The period at {where} is incomplete or reversed: {found}.",
            "Either a year, or both a start and an end.",
            "Mend the period.",
        ),
    ),
    "EVI-016": (
        ("{where} 的计数不成立：{found}。", "分子、分母同时填写，分母大于零且不小于分子。", "请核对计数。"),
        (
            "The counts at {where} do not hold: {found}.",
            "Both counts, the denominator above zero and not below the numerator.",
            "Check the counts.",
        ),
    ),
    "EVI-017": (
        ("{where} 的编号“{found}”重复。", "文件内编号唯一。", "请改用其他编号。"),
        ("The id “{found}” at {where} stands twice.", "Ids unique in the file.", "Use another id."),
    ),
    "EVI-018": (
        ("{where} 更正的记录“{found}”不在文件中。", "本文件内的编号，或 文件散列#编号。", "请改正编号。"),
        ("{where} corrects “{found}”, which is not in the file.", "An id of this file, or hash#id.", "Mend the id."),
    ),
    "EVI-019": (
        ("{where} 含有不可见字符或过长：{found}。", "普通文字，至多4000字。", "请删去这些字符。"),
        (
            "{where} holds hidden characters or is too long: {found}.",
            "Plain text of at most 4,000 characters.",
            "Remove them.",
        ),
    ),
    "EVI-020": (
        ("{where} 的证据种类“{found}”属于另一种形式（{form}）。", "与所在表一致的证据种类。", "请把该行移到对应的表。"),
        (
            "The kind “{found}” at {where} is of another form ({form}).",
            "A kind of this sheet's form.",
            "Move the row to its sheet.",
        ),
    ),
    "EVI-021": (
        ("{where} 的“{found}”说了两次。", "每个字段一个值。", "请只保留一个。"),
        ("“{found}” is said twice at {where}.", "One value for each field.", "Keep one."),
    ),
    "EVI-022": (
        ("{where} 中 JSON 键“{found}”重复。", "同一对象内键唯一。", "请删去重复的键。"),
        ("The JSON key “{found}” stands twice in {where}.", "Unique keys in an object.", "Remove one."),
    ),
    "EVI-023": (
        ("{where} 把数值 {found} 写成 JSON 小数或非数。", '小数写作字符串，如 "95.3"。', "请给数值加引号。"),
        (
            "{where} writes {found} as a JSON fraction or not-a-number.",
            'Decimals as strings such as "95.3".',
            "Put it in quotes.",
        ),
    ),
    "EVI-024": (
        ("{where} 嵌套过深（{found} 层）。", "至多 {most} 层。", "请展开嵌套。"),
        ("{where} nests too deep ({found} levels).", "At most {most} levels.", "Flatten it."),
    ),
    "EVI-025": (
        (
            "{where} 的 JSON-LD 上下文引用外部、嵌套或取消了词：{found}。",
            "只用内置上下文 {own} 或简单的内联上下文。",
            "请改用内置上下文。",
        ),
        (
            "{where} has a JSON-LD context that is remote or nested, or takes terms away: {found}.",
            "Our own context {own}, or a plain inline one.",
            "Use our own context.",
        ),
    ),
    "EVI-026": (
        (
            "{where} 的表头不属于任何一种证据表：{found}。",
            "与证据模板某一张表相同的表头。",
            "请使用 clausegraph evidence template 或 GET /v1/editions/…/template.xlsx 给出的模板。",
        ),
        (
            "The header of {where} belongs to no kind of evidence: {found}.",
            "The header of one sheet of the template.",
            "Use the template of clausegraph evidence template or GET /v1/editions/…/template.xlsx.",
        ),
    ),
    "EVI-027": (
        ("{where} 的列名“{found}”未知。", "以下之一：{known}；最接近的是“{nearest}”。", "请改正列名。"),
        (
            "The column “{found}” at {where} is not known.",
            "One of: {known}; the nearest is “{nearest}”.",
            "Mend the header.",
        ),
    ),
    "EVI-028": (
        ("{where} 的列名“{found}”重复。", "每列只出现一次。", "请删去一列。"),
        ("The column “{found}” at {where} stands twice.", "Each column once.", "Remove one."),
    ),
    "EVI-029": (
        ("{where} 的内容“{found}”没有列名。", "每个单元格上方有列名。", "请删去或补上列名。"),
        ("“{found}” at {where} stands below no header.", "A header above each cell.", "Remove it or add a header."),
    ),
    "EVI-030": (
        (
            "{where} 的文字编码无法确定或不合格：{found}。",
            "UTF-8；GB18030 须在首行声明 # encoding: gb18030。",
            "请另存为 UTF-8，或声明编码。",
        ),
        (
            "The encoding at {where} is in doubt or broken: {found}.",
            "UTF-8; GB18030 when the first line says # encoding: gb18030.",
            "Save as UTF-8 or declare it.",
        ),
    ),
    "EVI-031": (
        ("{where} 有 {found} 列。", "与表头相同的 {wanted} 列。", "请检查逗号与引号。"),
        ("{where} has {found} cells.", "As many as the header: {wanted}.", "Check commas and quotes."),
    ),
    "EVI-032": (
        ("{where} 超出上限：{found}。", "不超过 {most}。", "请拆分文件，或去掉多余内容。"),
        ("{where} is over a limit: {found}.", "At most {most}.", "Split the file or drop what it does not need."),
    ),
    "EVI-041": (
        ("无法读取文件 {where}：{found}。", "存在且可读的文件。", "请检查路径与权限。"),
        (
            "The file {where} cannot be read: {found}.",
            "A file that is there and may be read.",
            "Check path and rights.",
        ),
    ),
    "EVI-044": (
        (
            "{where} 的值“{found}”既不是文字，也不是可用的名称。",
            "文字、数、已登记的名称，或 https 网址。",
            "请改写为文字。",
        ),
        (
            "The value “{found}” at {where} is neither text nor a name to be used here.",
            "Text, a number, a known name, or an https address.",
            "Write it as text.",
        ),
    ),
    "EVI-049": (
        (
            "{where} 的更正绕回自身：{found}，这样没有一条记录还能采用。",
            "更正指向较早的另一条记录，不绕回自身。",
            "请改正更正编号，或删去它。",
        ),
        (
            "The correction at {where} leads back to itself: {found}; none of these records would count.",
            "A correction of another, earlier record that does not lead back.",
            "Mend the id of the corrected record, or drop it.",
        ),
    ),
    "EVI-045": (
        (
            "{where} 的百分数是“{found}”，介于 0 与 1 之间。",
            "以百分之几计的数，如 96 表示 96%。",
            "请核对是否误填为小数。",
        ),
        (
            "The percentage at {where} is “{found}”, between 0 and 1.",
            "A number of hundredths: 96 is 96 %.",
            "Check that it is no fraction.",
        ),
    ),
    "EVI-046": (
        (
            "{where}（“{found}”）所在的行没有填写“{column}”，未读取。",
            "填好的行须有该列；预填的行可以留空。",
            "请补填，或清空该行。",
        ),
        (
            "The row of {where} (“{found}”) has no “{column}” and is not read.",
            "That column in every row that is filled in; a row of the template may stay empty.",
            "Fill it in, or clear the row.",
        ),
    ),
    "EVI-047": (
        (
            "{where} 不是 UTF-8，按 {found} 读取。",
            "UTF-8；或首行声明 # encoding: gb18030。",
            "请核对文字，或声明编码。",
        ),
        (
            "{where} is not UTF-8 and was read as {found}.",
            "UTF-8, or a first line # encoding: gb18030.",
            "Check the text, or declare the encoding.",
        ),
    ),
    "BLD-001": (
        ("{where} 声明了未知的选取步骤“{found}”。", "以下之一：{known}。", "请改正 cg:rule。"),
        ("{where} declares the unknown selection step “{found}”.", "One of: {known}.", "Mend cg:rule."),
    ),
    "BLD-002": (
        (
            "评价对象“{found}”未登记。",
            "已登记的 GB/T 2260 代码或地名；最接近的是 {nearest}。",
            "请核对代码，或随案例提供参考资料。",
        ),
        (
            "The subject “{found}” is not known.",
            "A known GB/T 2260 code or name; the nearest is {nearest}.",
            "Check the code or bring a reference file.",
        ),
    ),
    "RUN-001": (
        ("版本 {where} 没有形状（{found}）。", "至少一个形状；没有形状则一切都会“符合”。", "请补上形状。"),
        (
            "Edition {where} has no shapes ({found}).",
            "At least one; without them all would conform.",
            "Add the shapes.",
        ),
    ),
    "RUN-002": (
        (
            "{where} 运行失败：{found}。",
            "一次成功的运行；失败的运行得不出任何结论。",
            "请运行 clausegraph doctor，并报告本消息。",
        ),
        (
            "{where} failed: {found}.",
            "A run that succeeds; nothing follows from one that fails.",
            "Run clausegraph doctor and report this.",
        ),
    ),
    "RUN-003": (
        ("同一次运行中有两个相同的案例：{found}。", "每个对象、年度、版本一个案例。", "请分两次运行。"),
        (
            "Two cases of one run bear the same key: {found}.",
            "One case for each subject, year and edition.",
            "Run them apart.",
        ),
    ),
    "SCO-001": (
        ("{where} 对无对象分值的处理“{found}”未知。", "以下之一：{known}。", "请改正政策。"),
        ("{where} treats points without object by the unknown “{found}”.", "One of: {known}.", "Mend the policy."),
    ),
    "SCO-002": (
        ("{where} 的组合数 {found} 超出上限。", "不超过 {most}。", "请补充证据以减少待定前提。"),
        (
            "{where} gives {found} combinations, over the limit.",
            "At most {most}.",
            "Add evidence so that fewer premises are open.",
        ),
    ),
    "SCO-003": (
        ("{where} 的搜索超出上限（{found}）。", "不超过 {most}；不作猜测。", "请补充证据以减少待定前提。"),
        (
            "The search for the {where} passed its limit ({found}).",
            "At most {most}; no guess is made.",
            "Add evidence so that fewer premises are open.",
        ),
    ),
    "PLN-002": (
        ("“{where}”缺少数目 {found}。", "cg:least 给出的数目。", "请补上 cg:least。"),
        ("“{where}” lacks its number {found}.", "The number in cg:least.", "Add cg:least."),
    ),
    "PLN-003": (
        (
            "车道 {found} 未评判“{where}”，却被问及其结论。",
            "每个读数先评判，后引用。",
            "这是程序自身的缺陷，请连同本消息一并报告。",
        ),
        (
            "The verdict on “{where}” was asked of the lane {found}, which had not judged it.",
            "Every reading is judged before it is asked about.",
            "This is a bug of ours; please report it with this message.",
        ),
    ),
    "EVI-054": (
        (
            "{where} 不含任何记录（{found} 条）。",
            "至少一条记录：表头下至少一行填有内容，或图中至少一个证据记录。",
            "请填写记录后重新提交；空模板先填写再检查。",
        ),
        (
            "{where} holds no record at all ({found}).",
            "At least one record: a row with content below the header, or one record of evidence in the graph.",
            "Fill in a record and hand it in again; an empty template is filled in before it is checked.",
        ),
    ),
}
ZH = spread(PAGES, 0)
EN = spread(PAGES, 1)
