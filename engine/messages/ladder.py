"""Faults of the lower rungs of the validator."""

from engine.messages.pages import Page, spread

_REPORT = (
    "这是程序或其所用引擎的缺陷或限制，请连同本消息一并报告。",
    "This is a fault or a limit of the program or an engine it uses; please report it with this message.",
)

PAGES: dict[str, Page] = {
    "LAD-001": (
        ("数据未能装入 {where} 的存储：{found}", "每个词项都能装入。", _REPORT[0]),
        ("The data could not be loaded into the store of {where}: {found}", "Every term can be loaded.", _REPORT[1]),
    ),
    "LAD-002": (
        (
            "{where} 未能执行约束的 SPARQL 查询：{found}",
            "查询可以解析，且只用 {where} 具备的函数。",
            "修正形状中的查询；因此没有得出任何结论。",
        ),
        (
            "{where} could not carry out a constraint's SPARQL query: {found}",
            "A query that parses and uses only functions that {where} has.",
            "Mend the query in the shape; nothing was concluded.",
        ),
    ),
    "LAD-003": (
        (
            "约束 {where} 的查询含有无法处理的内容，不能为其预先绑定变量。",
            "由组、三元组模式和过滤组成的 SELECT 或 ASK。",
            "简化该查询；因此没有得出任何结论。",
        ),
        (
            "The query of the constraint {where} holds what cannot be processed, so no variable can be bound before it runs.",
            "A SELECT or ASK of groups, triple patterns and filters.",
            "Write the query in a simpler way; nothing was concluded.",
        ),
    ),
    "LAD-004": (
        (
            "约束 {where} 的查询对 {found} 报告失败（?failure 为 true）。",
            "没有一个解把 ?failure 绑定为 true。",
            "查看该形状说明它何时报告失败，并修正数据或形状。",
        ),
        (
            "The query of the constraint {where} reports a failure at {found} (?failure is true).",
            "No solution binds ?failure to true.",
            "See in the shape when it reports a failure, and mend the data or the shape.",
        ),
    ),
    "LAD-005": (
        (
            "形状 {where} 的约束 {component} 只能由 pySHACL 判定，而此处会出现它与标准的已知偏差“{found}”。",
            "约束可以编译、可以由 SPARQL 判定，或者不涉及已知偏差。",
            "改写约束，或改写数据中涉及的值；因此没有得出任何结论。",
        ),
        (
            "The constraint {component} of the shape {where} is left to pySHACL, and its known departure “{found}” from the standard would show.",
            "A constraint that compiles, that SPARQL can decide, or that no known departure touches.",
            "Rewrite the constraint, or the values of the data that it touches; nothing was concluded.",
        ),
    ),
    "LAD-006": (
        ("pySHACL 未能判定形状 {where} 的约束：{found}", "pySHACL 完成运行并给出报告。", _REPORT[0]),
        (
            "pySHACL could not decide a constraint of the shape {where}: {found}",
            "pySHACL finishes and gives a report.",
            _REPORT[1],
        ),
    ),
}
ZH = spread(PAGES, 0)
EN = spread(PAGES, 1)
