using HomeLab.Inventory.Repositories.Manifests;

namespace HomeLab.Inventory.Repositories.Helm;

/// <param name="Address">Of what renders the chart.</param>
sealed record HelmDeclaration(string Address, HelmRelease Release)
{
    /// <summary>The hosts that its values name; the objects of the chart stay open.</summary>
    public void Declare(Declarations declarations)
    {
        var version = Release.Version.Length > 0 ? $" {Release.Version}" : "";
        declarations.Unresolved(
            UnresolvedCodes.HelmChart, Release.Chart, Release.At, $"what the chart {Release.Chart}{version} makes for {Release.Name} is known once it is rendered");
        if (Release.Values.Count == 0)
            return;
        foreach (var (host, rule, at) in HelmHosts.Of(HelmValues.Merge(Release.Values)))
        {
            if (!ManifestDeclarations.IsOpen(host))
                declarations.Serves(host, Address, rule, at);
            else if (host.Contains("{{", StringComparison.Ordinal))
                declarations.Unresolved(UnresolvedCodes.Template, host, at, "a host name that the chart makes of a template");
        }
    }
}
