namespace HomeLab.Inventory.Repositories;

/// <summary>How sure it is that somebody deploys an object.</summary>
enum Reach
{
    /// <summary>Something that the repository declares deploys it.</summary>
    Owned,

    /// <summary>Nothing in the repository deploys it, but it is whole: a kustomization, a Compose project, a resource file of Komodo.</summary>
    Whole,

    /// <summary>A manifest that lies there: an example, a test, or what somebody applies by hand.</summary>
    Loose,
}
