namespace HomeLab.ServiceDefaults.Rpc;

/// <summary>What a caller may do; each includes those before it.</summary>
public enum Role
{
    /// <summary>Look.</summary>
    Viewer,

    /// <summary>Ask for work, approve, replay.</summary>
    Operator,

    /// <summary>Everything.</summary>
    Admin,
}
