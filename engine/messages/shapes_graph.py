"""Pages of faults in shapes graphs: what cannot be read, what SHACL does not have, what would never be looked at."""

from engine.messages.pages import Page, spread

PAGES: dict[str, Page] = {
    "SHP-020": (
        ("形状文件 {where} 无法解析：{found}。", "合规的 Turtle、N-Triples 或 JSON-LD。", "请改正该处。"),
        (
            "The shapes at {where} cannot be parsed: {found}.",
            "Well-formed Turtle, N-Triples or JSON-LD without contexts from elsewhere.",
            "Mend that place.",
        ),
    ),
    "SHP-021": (
        ("无法读取形状文件 {where}：{found}。", "可读的文件。", "请核对路径与权限。"),
        ("The shapes file {where} cannot be read: {found}.", "A file that may be read.", "Check path and rights."),
    ),
    "SHP-022": (
        ("形状 {where} 的格式“{found}”不认识。", "以下格式之一：{known}。", "请写明其中一种格式。"),
        (
            "The form “{found}” of the shapes {where} is not known.",
            "One of these forms: {known}.",
            "Name one of them.",
        ),
    ),
    "SHP-023": (
        (
            "形状 {where} 含命名图或三元组项：{found}。",
            "只有三元组，主语、谓语、宾语均为普通项。",
            "请改写成普通三元组。",
        ),
        (
            "The shapes {where} hold a named graph or a triple as a term: {found}.",
            "Plain triples in the default graph.",
            "Write it as plain triples.",
        ),
    ),
    "SHP-024": (
        ("形状图中没有任何形状（{where}，{found}）。", "至少一个形状；空形状图会让一切通过。", "请核对所给的文件。"),
        (
            "The shapes graph holds no shape ({where}, {found}).",
            "At least one shape, as an empty graph would pass everything.",
            "Check the files given.",
        ),
    ),
    "SHP-025": (
        ("{where} 使用了 SHACL 没有的词“{found}”。", "SHACL 已有的词；最接近的是 {nearest}。", "请改正拼写。"),
        (
            "{where} uses “{found}”, which SHACL does not have.",
            "A term of SHACL; the nearest is {nearest}.",
            "Mend the spelling.",
        ),
    ),
    "SHP-026": (
        ("{where} 使用了不支持的“{found}”（{part}）。", "SHACL Core 与 SHACL-SPARQL。", "请改用约束表达，或去掉它。"),
        (
            "{where} uses “{found}”, which is not supported ({part}).",
            "SHACL Core and SHACL-SPARQL.",
            "Say it by a constraint, or remove it.",
        ),
    ),
    "SHP-027": (
        ("形状 {where} 递归引用自身：{found}。", "形状之间没有循环。", "请断开循环。"),
        ("The shape {where} reaches itself: {found}.", "No cycle among shapes.", "Break the cycle."),
    ),
    "SHP-028": (
        (
            "{where} 的 {property} 不是合规的列表：{found}。",
            "每个节点恰有一个 rdf:first 和一个 rdf:rest，最后是 rdf:nil，无循环。",
            "请改正列表。",
        ),
        (
            "{property} of {where} is no well-formed list: {found}.",
            "One rdf:first and one rdf:rest at each node, rdf:nil at the end, no cycle.",
            "Mend the list.",
        ),
    ),
    "SHP-029": (
        (
            "{where} 的 sh:path 不是合规的路径：{found}。",
            "一个 IRI、至少两项的列表，或恰有一个路径词的空白节点。",
            "请改正路径。",
        ),
        (
            "sh:path of {where} is no well-formed path: {found}.",
            "An IRI, a list of two or more paths, or a blank node with one word of paths; at most 32 levels.",
            "Mend the path.",
        ),
    ),
    "SHP-030": (
        ("{where} 的 {property} 有多个值：{found}。", "最多一个值。", "请只留一个，或分成几个形状。"),
        (
            "{property} of {where} is given more than once: {found}.",
            "One value at most.",
            "Keep one, or split the shape.",
        ),
    ),
    "SHP-031": (
        ("{where} 的 {property} 的值“{found}”不合规。", "{wanted}。", "请改正该值。"),
        ("The value “{found}” of {property} at {where} does not fit.", "{wanted}.", "Mend the value."),
    ),
    "SHP-032": (
        (
            "节点形状 {where} 不能有 {found}。",
            "该参数只用于属性形状（有 sh:path）。",
            "请移到属性形状，或补上 sh:path。",
        ),
        (
            "The node shape {where} cannot have {found}.",
            "A property shape (with sh:path) for this parameter.",
            "Move it to a property shape or add sh:path.",
        ),
    ),
    "SHP-033": (
        (
            "{where} 的 sh:path 与形状种类不符：{found}。",
            "属性形状恰有一个 sh:path，sh:NodeShape 没有。",
            "请补上或去掉 sh:path。",
        ),
        (
            "sh:path of {where} does not go with the kind of shape: {found}.",
            "One sh:path on a property shape, none on a sh:NodeShape.",
            "Add or remove sh:path.",
        ),
    ),
    "SHP-034": (
        (
            "{where} 的 {property} 指向的形状 {found} 不在形状图中。",
            "形状图中已有的形状；缺失的形状会让一切通过。",
            "请改正名称，或补上该形状。",
        ),
        (
            "{property} of {where} points to the shape {found}, which the shapes graph does not have.",
            "A shape that is there; one that is not would pass everything.",
            "Mend the name or add the shape.",
        ),
    ),
    "SHP-035": (
        ("{where} 的 sh:pattern“{found}”不是可用的正则表达式。", "SPARQL REGEX 接受的模式。", "请改正模式。"),
        (
            "sh:pattern “{found}” of {where} is no pattern that can be run.",
            "A pattern that REGEX of SPARQL takes.",
            "Mend the pattern.",
        ),
    ),
    "SHP-036": (
        ("约束组件 {where} 不合规：{found}。", "{wanted}。", "请改正该组件。"),
        ("The constraint component {where} is not well-formed: {found}.", "{wanted}.", "Mend the component."),
    ),
    "SHP-037": (
        (
            "{where} 的前缀声明不合规：{found}。",
            "每个声明一个 sh:prefix、一个 sh:namespace，同一前缀只有一个命名空间。",
            "请改正声明。",
        ),
        (
            "The prefix declaration at {where} is not well-formed: {found}.",
            "One sh:prefix and one sh:namespace each, and one namespace for a prefix.",
            "Mend the declaration.",
        ),
    ),
    "SHP-038": (
        ("{where} 的查询超出限度：{found}。", "最多 {most}。", "请缩短或拆分查询。"),
        ("The query of {where} is beyond the limit: {found}.", "At most {most}.", "Shorten or split the query."),
    ),
    "SHP-039": (
        ("{where} 的查询含有不允许的“{found}”。", "{wanted}。", "请改写查询。"),
        ("The query of {where} holds “{found}”, which SHACL does not allow.", "{wanted}.", "Write it otherwise."),
    ),
    "SHP-040": (
        ("{where} 的查询不是合规的 SPARQL：{found}。", "SPARQL 1.1 的 {wanted}，前缀均已声明。", "请改正查询。"),
        (
            "The query of {where} is not well-formed SPARQL: {found}.",
            "{wanted} of SPARQL 1.1, every prefix declared.",
            "Mend the query.",
        ),
    ),
    "SHP-041": (
        ("{where} 嵌套过深：{found} 层。", "最多 {most} 层。", "请减少嵌套。"),
        ("{where} is nested too deep: {found} levels.", "At most {most} levels.", "Nest less."),
    ),
    "SHP-042": (
        (
            "{where} 引用形状的途径过多：{found} 条。",
            "至多 {most} 条。",
            "请减少重复引用，例如把 sh:or 中相同的形状只写一次。",
        ),
        (
            "{where} leads to the shapes below it in too many ways: {found}.",
            "At most {most} ways.",
            "Refer to each shape less often: name it once in a sh:or, for one.",
        ),
    ),
}
ZH = spread(PAGES, 0)
EN = spread(PAGES, 1)
