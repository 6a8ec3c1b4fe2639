"""Questions on the plan and on assessments: what would turn a finding, what a change would do, what sets two cases apart."""
