namespace HomeLab.Inventory.Kubernetes;

/// <summary>One type of object that a cluster serves.</summary>
/// <param name="Group">Empty for the core group.</param>
/// <param name="Plural">As in paths: <c>deployments</c>.</param>
sealed record ResourceType(string Group, string Version, string Plural, string Kind)
{
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>As <c>kubectl api-resources -o name</c> writes it: <c>deployments.apps</c>.</summary>
    public override string ToString() => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}
