using HomeLab.Inventory.Repositories.Helm;
using HomeLab.Inventory.Repositories.Manifests;

namespace HomeLab.Inventory.Repositories.Kustomize;

/// <summary>What a kustomization has gathered so far.</summary>
sealed class ResourceSet
{
    public List<Manifest> Manifests { get; } = [];

    /// <summary>Charts that it would render.</summary>
    public List<HelmRelease> Releases { get; } = [];

    public void Change(Func<Manifest, bool> which, Func<Manifest, Manifest> change)
    {
        for (var i = 0; i < Manifests.Count; i++)
        {
            if (which(Manifests[i]))
                Manifests[i] = change(Manifests[i]);
        }
    }

    public void Add(ResourceSet other)
    {
        Manifests.AddRange(other.Manifests);
        Releases.AddRange(other.Releases);
    }
}
