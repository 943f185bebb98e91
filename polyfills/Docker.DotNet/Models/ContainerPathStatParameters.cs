namespace Docker.DotNet.Models;

public class ContainerPathStatParameters
{
    [QueryParameter("noOverwriteDirNonDir")]
    public bool? AllowOverwriteDirWithFile { get; set; }

    [QueryParameter("path", Required = true)]
    public string Path { get; set; }
}
