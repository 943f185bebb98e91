namespace Docker.DotNet.Models;

public enum FileSystemChangeKind
{
    Modify,
    Add,
    Delete,
}
