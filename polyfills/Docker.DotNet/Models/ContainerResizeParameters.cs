namespace Docker.DotNet.Models;

public class ContainerResizeParameters
{
    [QueryParameter("h")]
    public long? Height { get; set; }

    [QueryParameter("w")]
    public long? Width { get; set; }
}
