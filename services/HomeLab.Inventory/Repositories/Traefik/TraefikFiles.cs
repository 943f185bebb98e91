using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Inventory.Traefik;

namespace HomeLab.Inventory.Repositories.Traefik;

/// <summary>Reads the routing files of Traefik's file provider, wherever they lie: a proxy in front of everything is often configured by one.</summary>
/// <remarks>https://doc.traefik.io/traefik/reference/routing-configuration/other-providers/file/</remarks>
sealed class TraefikFiles(Documents documents, Declarations declarations)
{
    public void Read()
    {
        foreach (var path in documents.Tree.Files.Select(it => it.Path).Where(IsCandidate).ToList())
        {
            if (documents.Tree.Find(path)?.Text?.Contains("routers", StringComparison.Ordinal) != true || documents.Find(path) is not { Broken: null } file)
                continue;
            foreach (var root in file.Documents.OfType<MapNode>().Where(it => !it.Has("apiVersion")))
            {
                foreach (var protocol in (string[])["http", "tcp"])
                    Read(path, protocol, root.Map(protocol));
            }
        }
    }

    static bool IsCandidate(string path) => RepositoryPath.IsYaml(path) || path.EndsWith(".toml", StringComparison.OrdinalIgnoreCase);

    void Read(string path, string protocol, MapNode? section)
    {
        foreach (var entry in section?.Map("routers")?.Entries ?? [])
        {
            if (entry.Value is not MapNode router || router.Find("rule") is not TextNode rule)
                continue;
            var service = router.Text("service") is { } name ? section!.Map("services")?.Map(name) : null;
            var spec = service is null ? router : router.With("servers", Servers(service));
            var address = declarations.Declare(
                $"traefik/{path}:{protocol}/{entry.Key}", "traefik/router", "", entry.Key, spec.With("protocol", new TextNode(entry.At, protocol, false)), entry.At, "", Reach.Whole);
            Serve(address, rule, protocol, entry.Key);
        }
    }

    void Serve(string address, TextNode rule, string protocol, string router)
    {
        if (rule.Text.Contains("{{", StringComparison.Ordinal))
        {
            declarations.Unresolved(UnresolvedCodes.Template, router, rule.At, "Traefik makes this rule of a template when it reads the file");
            return;
        }
        try
        {
            foreach (var name in RuleNames.Of(RuleParser.Parse(rule.Text, protocol == "tcp" ? RouterProtocol.Tcp : RouterProtocol.Http)).Named)
                declarations.Serves(name.Value, address, $"traefik.{protocol}.routers.{router}.rule", rule.At);
        }
        catch (RuleSyntaxException broken)
        {
            declarations.Problem(rule.At, $"{protocol}.routers.{router}.rule", "BrokenRule", broken.Message);
        }
    }

    static ListNode Servers(MapNode service)
    {
        var servers = (service.Down("loadBalancer", "servers") as ListNode)?.Maps ?? [];
        return new ListNode(service.At, [.. servers.Select(it => it.Find("address") ?? it.Find("url")).OfType<TextNode>()]);
    }
}
