namespace HomeLab.Dns.Planning;

/// <summary>Somebody announced that a thing is about to stop: what leads to it and may be withdrawn goes first, and is not made until then.</summary>
/// <param name="Thing">The address of an object, of all below it such as a host, of a system or of a document.</param>
/// <param name="By">Who announced it.</param>
sealed record Drain(string Thing, string Reason, string By, DateTimeOffset At, DateTimeOffset Until)
{
    public bool IsOf(string address) =>
        address == Thing || (address.StartsWith(Thing, StringComparison.Ordinal) && address[Thing.Length] is '/' or '#');
}
