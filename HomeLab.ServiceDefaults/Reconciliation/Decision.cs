namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>What a person decided about a plan that waits.</summary>
public abstract record Decision
{
    Decision() { }

    /// <summary>Exactly that plan may be carried out, once.</summary>
    /// <param name="Intents">To be used for its changes and no others: their ledger entries name the person.</param>
    public sealed record Approved(string By, IIntents Intents) : Decision;

    /// <summary>It is not to be carried out, nor asked for again while it stays the same.</summary>
    public sealed record Rejected(string By, string Why) : Decision;
}
