namespace HomeLab.ServiceDefaults.Rpc;

/// <summary>Who made the call, as its token proved.</summary>
public sealed record Caller(string Name, Role Role)
{
    /// <summary>Itself as it stands in a ledger entry.</summary>
    public override string ToString() => Name;
}
