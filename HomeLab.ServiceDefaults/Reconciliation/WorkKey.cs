namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>What to look at: a kind of thing that one reconciler knows (<c>zone</c>), and which one (<c>example.org</c>).</summary>
public readonly record struct WorkKey(string Kind, string Key)
{
    public override string ToString() => $"{Kind}/{Key}";
}
