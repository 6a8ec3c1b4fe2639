"""Faults of our own."""

ZH = {
    "fault.PLN-001.problem": "消息表缺少“{found}”（{missing}）。",
    "fault.PLN-001.expected": "中英文消息表的键相同，占位符齐全。",
    "fault.PLN-001.remedy": "这是程序自身的缺陷，请连同本消息一并报告。",
    "fault.PLN-005.problem": "案例 {where} 属于另一版本“{found}”。",
    "fault.PLN-005.expected": "同一矩阵中的案例都属于版本 {wanted}。",
    "fault.PLN-005.remedy": "请按版本分开装入。",
}
EN = {
    "fault.PLN-001.problem": "The message tables lack “{found}” ({missing}).",
    "fault.PLN-001.expected": "The Chinese and English tables have the same keys and placeholders.",
    "fault.PLN-001.remedy": "This is a bug of ours; please report it with this message.",
    "fault.PLN-005.problem": "Case {where} is of another edition, “{found}”.",
    "fault.PLN-005.expected": "All cases of a matrix are of edition {wanted}.",
    "fault.PLN-005.remedy": "Load them edition by edition.",
}
