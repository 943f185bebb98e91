namespace Docker.DotNet.Models;

public class ContainerAttachParameters
{
    [QueryParameter("detachKeys")]
    public string DetachKeys { get; set; }

    [QueryParameter("logs")]
    public string Logs { get; set; }

    [QueryParameter("stderr")]
    public bool? Stderr { get; set; }

    [QueryParameter("stdin")]
    public bool? Stdin { get; set; }

    [QueryParameter("stdout")]
    public bool? Stdout { get; set; }

    [QueryParameter("stream")]
    public bool? Stream { get; set; }
}
