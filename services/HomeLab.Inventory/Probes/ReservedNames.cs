namespace HomeLab.Inventory.Probes;

/// <summary>Names that are nobody's lab, whatever leads there: of documentation and tests (RFC 2606, RFC 6761).</summary>
static class ReservedNames
{
    static readonly string[] Domains = ["example.com", "example.net", "example.org", "example", "test", "invalid", "localhost"];

    public static bool Has(string name) => Domains.Any(it => name == it || name.EndsWith("." + it, StringComparison.Ordinal));
}
