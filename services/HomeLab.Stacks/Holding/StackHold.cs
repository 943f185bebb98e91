using System.IO.Enumeration;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Stacks.Holding;

/// <summary>Holds that a stack is under.</summary>
static class StackHold
{
    /// <summary>Why nothing is changed now; null: nothing holds it.</summary>
    /// <param name="key">Of the stack; scopes name it as <c>stack/docker/nas/web</c>, or the host as <c>docker/nas</c>.</param>
    public static Reason? Of(string key, IEnumerable<PlacedHold> holds, DateTimeOffset now) => holds
        .Where(it => it.Until.ToDateTimeOffset() > now && (Covers(it.Scope, $"stack/{key}") || Covers(it.Scope, key)))
        .Select(it => new Reason("Held", $"{it.PlacedBy} holds {it.Scope} until {it.Until.ToDateTimeOffset():yyyy-MM-ddTHH:mm:ssZ}: {it.Reason}")).FirstOrDefault();

    static bool Covers(string scope, string address) =>
        FileSystemName.MatchesSimpleExpression(scope, address, ignoreCase: false) || address.StartsWith(scope + "/", StringComparison.Ordinal);
}
