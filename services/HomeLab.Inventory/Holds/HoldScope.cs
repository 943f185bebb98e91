using System.IO.Enumeration;

namespace HomeLab.Inventory.Holds;

/// <summary>What a hold covers: an address and whatever is below it; <c>*</c> for any text.</summary>
static class HoldScope
{
    public static bool Covers(string scope, string address) =>
        FileSystemName.MatchesSimpleExpression(scope, address, ignoreCase: false) || address.StartsWith(scope + "/", StringComparison.Ordinal);
}
