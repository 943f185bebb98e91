namespace HomeLab.Dns.Mirror;

/// <summary>What became of the name that an endpoint asks for in a zone.</summary>
/// <param name="Epoch">Of the memory of who hears of it: another one has to hear of it again.</param>
sealed record EndpointResult(
    string Endpoint, string Epoch, string Result, string ReasonCode, string Reason, IReadOnlyList<string> Records)
{
    public const string Converged = "Converged", Waiting = "Waiting", Refused = "Refused";

    /// <summary>What is waited for may be told in other words each time, with another number of seconds in it; that is no news.</summary>
    public bool IsNewsAfter(EndpointResult? before) =>
        before is null || before.Epoch != Epoch || before.Result != Result || before.ReasonCode != ReasonCode
        || (Result == Refused && before.Reason != Reason) || !before.Records.SequenceEqual(Records);
}
