namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>Why something is as it is: a constant for machines (<c>TokenRefused</c>) and a sentence for people.</summary>
public sealed record Reason(string Code, string Message)
{
    public override string ToString() => $"{Message} ({Code})";
}
