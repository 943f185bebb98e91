using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Templates;

/// <summary>Names the configuration files that a template language makes, in the order of their paths, which is that of most tools that run them.</summary>
static class TemplateFiles
{
    static readonly string[] Languages = [".j2", ".jinja", ".jinja2", ".gotmpl", ".tmpl", ".tftpl", ".tpl"];
    static readonly string[] Formats = [".yaml", ".yml", ".toml", ".json", ".env"];

    public static void Report(RepositoryTree tree, Declarations declarations)
    {
        var charts = tree.Files.Where(it => RepositoryPath.NameOf(it.Path) == "Chart.yaml").Select(it => RepositoryPath.DirectoryOf(it.Path)).ToList();
        foreach (var path in tree.Files.Select(it => it.Path).Where(it => IsTemplate(it) && !charts.Exists(chart => RepositoryPath.IsWithin(it, chart))))
        {
            var language = Path.GetExtension(path) is ".j2" or ".jinja" or ".jinja2" ? "minijinja or Jinja" : "a template";
            declarations.Unresolved(UnresolvedCodes.Template, path, new Place(path, 1, 1), $"what {language} makes of this file is known once it is rendered");
        }
    }

    static bool IsTemplate(string path) => Languages.Any(language => Formats.Any(format => path.EndsWith(format + language, StringComparison.OrdinalIgnoreCase)));
}
