namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>Codes of the reasons for which a write waits for a person.</summary>
public static class BrakeReasons
{
    /// <summary>The lab's word for this lab, kind or document is <c>approve</c>.</summary>
    public const string ApprovalRequired = "ApprovalRequired";

    public const string MaxDeletes = "MaxDeletes";

    public const string MaxDeleteShare = "MaxDeleteShare";

    /// <summary>The same change again and again, or ever more objects.</summary>
    public const string Runaway = "Runaway";

    /// <summary>Somebody keeps changing back what we set.</summary>
    public const string TwoControllers = "TwoControllers";
}
