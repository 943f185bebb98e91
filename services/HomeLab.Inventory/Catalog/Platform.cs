namespace HomeLab.Inventory.Catalog;

/// <summary>What kind of source shows something.</summary>
enum Platform
{
    Kubernetes,

    /// <summary>A container, or a service of a Compose project, whoever manages it.</summary>
    Docker,

    /// <summary>A guest, node or storage of Proxmox VE.</summary>
    Proxmox,

    /// <summary>A file of a repository.</summary>
    Repository,

    /// <summary>What the service Backups tells of copies of one thing: no system.</summary>
    Copy,

    /// <summary>An address that somebody configured, or a port that answers.</summary>
    Endpoint,
}
