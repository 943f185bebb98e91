using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Sources;

/// <summary>One kind of thing that is observed: Docker hosts, Kubernetes clusters.</summary>
interface ISourceKind
{
    /// <summary>The sources of this kind that a lab names.</summary>
    IEnumerable<WantedSource> Wanted(LabSpec lab);
}
