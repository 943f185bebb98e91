namespace HomeLab.Inventory.Findings.Rules;

/// <summary>Not found by looking, but by <see cref="FindingLimit"/>.</summary>
sealed class MoreFound() : FindingRule(
    Name, FindingSeverity.Info, "A rule finds more than is listed",
    "Put right what is listed, or the one thing that makes it all: what is left is listed as there is room.")
{
    public const string Name = "findings.more";

    public override IEnumerable<Finding> Look(Survey survey) => [];

    public static Finding Of(string rule, int count) => new(
        Name, FindingSeverity.Info, [$"finding-rule/{rule}"], $"{rule} finds {count} more than the {FindingLimit.MostOfOne} that are listed.", FindingRules.All[rule].Title, []);
}
