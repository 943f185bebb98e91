using System.IO.Enumeration;

namespace HomeLab.Dns.Planning;

/// <summary>Nothing within the scope is taken away before it ends.</summary>
/// <param name="Scope"><c>zone/example.org</c> (wherever it is kept), <c>zone/example.org@lan</c> (only there), a record's name, a resource, a document, a source or <c>list/home_addresses</c>; <c>*</c> for any text.</param>
sealed record Hold(string Name, string Scope, string Reason, DateTimeOffset Until)
{
    public bool Covers(string address) =>
        FileSystemName.MatchesSimpleExpression(Scope, address, ignoreCase: false)
        || address.StartsWith(Scope + "/", StringComparison.Ordinal)
        || address.StartsWith(Scope + "#", StringComparison.Ordinal)
        || address.StartsWith(Scope + "@", StringComparison.Ordinal);
}
