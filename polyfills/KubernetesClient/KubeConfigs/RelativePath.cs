namespace k8s.KubeConfigs;

static class RelativePath
{
    public static string Resolve(string directory, string path) =>
        directory is null || string.IsNullOrWhiteSpace(path) ? path : Path.Combine(directory, path);
}
