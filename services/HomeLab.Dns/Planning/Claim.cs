using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>Who wanted an owned record last, and since when nobody does.</summary>
/// <param name="Epoch">Of the memory in which it was last wanted.</param>
/// <param name="AbsentSince">Null while it is wanted, and while nobody can tell.</param>
/// <param name="Policy">What was said last of what may become of it.</param>
/// <param name="Apply">What its document said last about being changed; it says so of its removal too.</param>
sealed record Claim(string Source, string Address, string Epoch, DateTimeOffset? AbsentSince, ApplyMode Apply = ApplyMode.Auto,
    ChangePolicy Policy = ChangePolicy.Sync);
