namespace Docker.DotNet.Models;

public class GetArchiveFromContainerParameters
{
    [QueryParameter("path", Required = true)]
    public string Path { get; set; }
}
