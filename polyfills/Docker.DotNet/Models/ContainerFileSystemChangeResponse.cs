namespace Docker.DotNet.Models;

public class ContainerFileSystemChangeResponse
{
    public FileSystemChangeKind Kind { get; set; }
    public string Path { get; set; }
}
