namespace k8s;

/// <summary>Where an object or a list of objects is. The group "" is the core group, which has a root of its own.</summary>
sealed record ApiPath(string Group, string Version)
{
    string _namespace;
    string _plural;
    string _name;
    string _suffix = "";

    public ApiPath Status => this with { _suffix = "/status" };

    public static ApiPath Cluster(string group, string version, string plural) =>
        new(Required(group, nameof(group)), Required(version, nameof(version))) { _plural = Required(plural, nameof(plural)) };

    public static ApiPath Cluster(string group, string version, string plural, string name) =>
        Cluster(group, version, plural) with { _name = Required(name, nameof(name)) };

    public static ApiPath Namespaced(string group, string version, string namespaceParameter, string plural) =>
        Cluster(group, version, plural) with { _namespace = Required(namespaceParameter, nameof(namespaceParameter)) };

    public static ApiPath Namespaced(string group, string version, string namespaceParameter, string plural, string name) =>
        Cluster(group, version, plural, name) with { _namespace = Required(namespaceParameter, nameof(namespaceParameter)) };

    public override string ToString() =>
        (Group.Length == 0 ? "api" : "apis/" + Uri.EscapeDataString(Group))
        + Segment(Version)
        + (_namespace is null ? "" : "/namespaces" + Segment(_namespace))
        + (_plural is null ? "" : Segment(_plural))
        + (_name is null ? "" : Segment(_name))
        + _suffix;

    static string Segment(string text) => "/" + Uri.EscapeDataString(text);

    static string Required(string text, string name) => text ?? throw new ArgumentNullException(name);
}
