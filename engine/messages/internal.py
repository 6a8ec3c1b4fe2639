"""Faults of our own."""

ZH = {
    "fault.PLN-001.problem": "消息表缺少“{found}”（{missing}）。",
    "fault.PLN-001.expected": "中英文消息表的键相同，占位符齐全。",
    "fault.PLN-001.remedy": "这是程序自身的缺陷，请连同本消息一并报告。",
}
EN = {
    "fault.PLN-001.problem": "The message tables lack “{found}” ({missing}).",
    "fault.PLN-001.expected": "The Chinese and English tables have the same keys and placeholders.",
    "fault.PLN-001.remedy": "This is a bug of ours; please report it with this message.",
}
