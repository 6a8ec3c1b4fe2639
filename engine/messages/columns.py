"""Faults of data that becomes columns: RDF in any of its forms, and tables of evidence."""

from engine.messages.pages import Page, spread

PAGES: dict[str, Page] = {
    "COL-001": (
        ("{where} 不合语法：{found}。", "合法的 N-Triples、Turtle 或 JSON-LD，UTF-8 编码。", "请改正该处后再试。"),
        (
            "{where} breaks the syntax: {found}.",
            "N-Triples, Turtle or JSON-LD in UTF-8.",
            "Mend the place and try again.",
        ),
    ),
    "COL-002": (
        (
            "不接受 {where} 的格式“{found}”。",
            "以下之一：{known}。",
            "请先转换为其中一种；带命名图的格式与 RDF/XML 不予读取。",
        ),
        (
            "The form “{found}” of {where} is not taken.",
            "One of: {known}.",
            "Convert it first; forms with named graphs and RDF/XML are not read.",
        ),
    ),
    "COL-003": (
        ("{where} 含有命名图：{found}。", "只有三元组，没有命名图。", "请去掉命名图后再试。"),
        ("{where} holds named graphs: {found}.", "Triples only, no named graph.", "Remove the named graphs."),
    ),
    "COL-004": (
        ("{where} 嵌套过深：{found} 层。", "至多 {most} 层。", "请减少嵌套，为内层节点另起语句。"),
        ("{where} is nested too deeply: {found} levels.", "At most {most}.", "State the inner nodes by themselves."),
    ),
    "COL-005": (
        ("无法读取 {where}：{found}。", "可读取的文件。", "请检查文件是否存在以及读取权限。"),
        ("{where} cannot be read: {found}.", "A file that can be read.", "Check that it is there and may be read."),
    ),
    "COL-006": (
        ("{where} 含有以三元组为值的语句：{found}。", "宾语为 IRI、空白节点或文字。", "请去掉嵌套三元组。"),
        (
            "{where} has a triple in place of a term: {found}.",
            "Objects that are IRIs, blank nodes or literals.",
            "Remove nested triples.",
        ),
    ),
    "COL-007": (
        ("数据类型或语言过多：{found} 种。", "至多 {most} 种。", "请拆分数据。"),
        ("There are too many datatypes or languages: {found}.", "At most {most}.", "Split the data."),
    ),
    "COL-008": (
        ("{where} 没有名为“{found}”的列。", "以下之一：{known}。", "请改正对应关系中的列名。"),
        ("{where} has no column “{found}”.", "One of: {known}.", "Mend the name in the mapping."),
    ),
    "COL-009": (
        ("{where} 的“{found}”不能成为合法的词项。", "合法的 IRI 或文字。", "请改正该单元格，或改正对应关系中的前缀。"),
        (
            "“{found}” in {where} makes no term of RDF.",
            "An IRI or a literal that is well-formed.",
            "Mend the cell, or the prefix in the mapping.",
        ),
    ),
}
ZH = spread(PAGES, 0)
EN = spread(PAGES, 1)
