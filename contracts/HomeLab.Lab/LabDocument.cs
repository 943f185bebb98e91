namespace HomeLab.Lab;

/// <summary>One document as read now.</summary>
/// <param name="Address"><c>DnsRecord/www</c>; <c>file/dns/www.yaml#2</c> for text without a kind and name of its own.</param>
/// <param name="Kind">Empty where the address is that of a file.</param>
/// <param name="Line">Where it begins, 1-based.</param>
/// <param name="SpecJson">Canonical; null where it is wrong.</param>
public sealed record LabDocument(
    string Address, string Kind, string Name, string File, int Line, string? SpecJson, IReadOnlyList<Problem> Problems);
