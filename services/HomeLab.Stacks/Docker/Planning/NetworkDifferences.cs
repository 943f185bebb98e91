namespace HomeLab.Stacks.Docker.Planning;

/// <summary>Names what is different between a network and the wish. What the wish leaves open the Engine has chosen.</summary>
static class NetworkDifferences
{
    public static IReadOnlyList<string> Between(ObservedNetwork actual, ComposeNetwork wished)
    {
        var differences = new List<string>();
        if (wished.Driver is { } driver && driver != actual.Driver)
            differences.Add($"driver {actual.Driver} -> {driver}");
        if (wished.IsInternal != actual.IsInternal)
            differences.Add($"internal {Lower(actual.IsInternal)} -> {Lower(wished.IsInternal)}");
        if (wished.EnableIpv6 is { } ipv6 && ipv6 != actual.EnablesIpv6)
            differences.Add($"enable_ipv6 {Lower(actual.EnablesIpv6)} -> {Lower(ipv6)}");
        var subnets = wished.Subnets.Where(it => it.Subnet is not null).Select(it => it.Subnet!).Order(StringComparer.Ordinal).ToArray();
        if (subnets.Length > 0 && !subnets.SequenceEqual(actual.Subnets.Order(StringComparer.Ordinal)))
            differences.Add($"subnets {string.Join(' ', actual.Subnets)} -> {string.Join(' ', subnets)}");
        differences.AddRange(wished.DriverOptions.Where(it => actual.Options.GetValueOrDefault(it.Key) != it.Value).Select(it => $"option {it.Key} changed"));
        differences.AddRange(wished.Labels.Where(it => actual.Labels.GetValueOrDefault(it.Key) != it.Value).Select(it => $"label {it.Key} changed"));
        return differences;
    }

    static string Lower(bool flag) => flag ? "true" : "false";
}
