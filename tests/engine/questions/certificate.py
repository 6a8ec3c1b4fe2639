"""A checker of certificates, written from their definition alone: it shares no code with the search."""


def refusals(certificate) -> list[str]:
    """What is wrong with a certificate; empty where it proves what it says."""
    parts, need, optimum = certificate.parts, certificate.need, certificate.optimum
    found = []
    if optimum is not None:
        if len(certificate.chosen) != len(parts):
            return ["a part without a choice"]
        if not all(0 <= one < len(parts[place]) for place, one in enumerate(certificate.chosen)):
            return ["a choice that is no option"]
        taken = [parts[place][one] for place, one in enumerate(certificate.chosen)]
        if sum(cost for cost, _ in taken) != optimum:
            found.append("the choice does not cost the optimum")
        if sum(points for _, points in taken) < need:
            found.append("the choice does not reach the need")
    return found + holes(parts, need, optimum, certificate.proof, {})


def holes(parts, need, optimum, proof, fixed):
    """The branches that the proof leaves open; `fixed` holds the options that stand fixed above."""
    free = [part for place, part in enumerate(parts) if place not in fixed]
    cost = sum(parts[place][one][0] for place, one in fixed.items())
    points = sum(parts[place][one][1] for place, one in fixed.items())
    kind = type(proof).__name__
    if kind == "Short":
        most = points + sum(max(gain for _, gain in part) for part in free)
        return [] if most < need and most == proof.most else [f"{fixed} can have {most} of {need} points"]
    if kind == "Bound":
        price = proof.multiplier
        bound = cost + price * (need - points) + sum(min(c - price * p for c, p in part) for part in free)
        good = optimum is not None and price >= 0 and bound > optimum - 1
        return [] if good else [f"{fixed} is bounded by {bound} only, not by {optimum}"]
    if proof.part in fixed or not 0 <= proof.part < len(parts) or len(proof.below) != len(parts[proof.part]):
        return [f"{fixed} does not try every option of part {proof.part}"]
    return [
        hole
        for option, below in enumerate(proof.below)
        for hole in holes(parts, need, optimum, below, {**fixed, proof.part: option})
    ]
