"""Faults of evidence in Excel: what a workbook hides, doubles or reckons."""

from engine.messages.pages import Page, spread

PAGES: dict[str, Page] = {
    "EVI-033": (
        ("{where} 含有宏、外部链接或加密内容：{found}。", "不含宏和链接的普通工作簿。", "请另存为普通 .xlsx。"),
        ("{where} holds macros, links or encryption: {found}.", "A plain workbook.", "Save it as a plain .xlsx."),
    ),
    "EVI-034": (
        ("{where} 的单元格写了两次。", "每个单元格一次；否则不同程序读到不同的值。", "请用 Excel 重新保存。"),
        (
            "The cell {where} is written twice.",
            "Once each; programs would read different values.",
            "Save it again in Excel.",
        ),
    ),
    "EVI-035": (
        ("{where} 在表格声明的范围之外：{found}。", "声明范围内、前200列与前1万行。", "请用 Excel 重新保存。"),
        (
            "{where} lies outside the stated size: {found}.",
            "Inside it, the first 200 columns and 10,000 rows.",
            "Save it again in Excel.",
        ),
    ),
    "EVI-036": (
        ("{where} 是错误值或逻辑值：{found}。", "文字、数或日期。", "请填写实际值。"),
        ("{where} holds an error or a truth value: {found}.", "Text, a number or a date.", "Fill in the value."),
    ),
    "EVI-037": (
        ("{where} 是公式；其缓存值为 {found}。", "直接填写的值；公式的结果不能作为证据。", "请粘贴为数值。"),
        (
            "{where} is a formula; its cached value is {found}.",
            "A value as such; what a formula gives is no evidence.",
            "Paste it as a value.",
        ),
    ),
    "EVI-038": (
        ("{where} 的数 {found} 超出单元格的精度。", "至多15位有效数字，或以文本填写。", "请把该格设为文本后重填。"),
        (
            "The number {found} at {where} has more digits than a cell holds.",
            "At most 15 digits, or text.",
            "Make the cell text and fill it in again.",
        ),
    ),
    "EVI-039": (
        ("{where} 的日期序号不可靠：{found}。", "1900 日期系统中的真实日期。", "请以文本填写日期，如 2021-12-31。"),
        (
            "The date serial at {where} cannot be relied on: {found}.",
            "A real date of the 1900 system.",
            "Write the date as text such as 2021-12-31.",
        ),
    ),
    "EVI-040": (
        ("{where} 是未知的工作表：“{found}”。", "观测值、文件、事件、评判、无对象声明。", "请改名、清空或删去该表。"),
        (
            "{where} is an unknown sheet: “{found}”.",
            "observations, documents, events, judgements, no-object statements.",
            "Rename, empty or remove it.",
        ),
    ),
    "EVI-042": (
        (
            "{where} 处于隐藏状态，却含有内容：{found}。",
            "提交的内容全部可见。",
            "请取消隐藏（含筛选），或删去这些内容。",
        ),
        (
            "{where} is hidden and holds “{found}”.",
            "All that is submitted can be seen.",
            "Unhide it (clear filters too) or delete it.",
        ),
    ),
    "EVI-043": (
        ("{where} 是合并单元格：{found}。", "每行每列一个单元格；合并后只有第一格有值。", "请取消合并并逐格填写。"),
        (
            "{where} holds merged cells: {found}.",
            "One cell for each row and column; of merged ones only the first has a value.",
            "Unmerge them and fill in each.",
        ),
    ),
}
ZH = spread(PAGES, 0)
EN = spread(PAGES, 1)
