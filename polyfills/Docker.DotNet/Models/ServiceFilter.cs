namespace Docker.DotNet.Models;

public class ServiceFilter : Dictionary<string, string[]>
{
    public string[] Id
    {
        get => this["id"];
        set => this["id"] = value;
    }

    public string[] Label
    {
        get => this["label"];
        set => this["label"] = value;
    }

    public ServiceCreationMode[] Mode
    {
        get => Array.ConvertAll(this["mode"], it => Enum.Parse<ServiceCreationMode>(it, ignoreCase: true));
        set => this["mode"] = Array.ConvertAll(value, it => it.ToString().ToLowerInvariant());
    }

    public string[] Name
    {
        get => this["name"];
        set => this["name"] = value;
    }
}
