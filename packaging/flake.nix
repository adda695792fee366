# nix run 'github:OWNER/undercurrent?dir=packaging', with the owner that Cargo.toml names.
{
  description = "Asks how strong the undercurrent between Sales and Marketing is, cause by cause";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { nixpkgs, ... }:
    let
      manifest = (builtins.fromTOML (builtins.readFile ../Cargo.toml)).package;
      systems = [
        "x86_64-linux"
        "aarch64-linux"
        "x86_64-darwin"
        "aarch64-darwin"
      ];
      each = make: nixpkgs.lib.genAttrs systems (system: make nixpkgs.legacyPackages.${system});
    in
    {
      packages = each (pkgs: {
        default = pkgs.rustPlatform.buildRustPackage {
          pname = manifest.name;
          version = manifest.version;
          src = ../.;
          cargoLock.lockFile = ../Cargo.lock;
          nativeBuildInputs = [ pkgs.installShellFiles ];
          # Nix builds in a sandbox of its own, whose paths say nothing of anybody.
          postPatch = "rm -f .cargo/config.toml";
          # The tests want a browser and network namespaces; .ci/run has both.
          doCheck = false;
          postInstall = ''
            mkdir man1
            $out/bin/undercurrent man --output man1
            installManPage man1/*.1
            installShellCompletion --cmd undercurrent \
              --bash <($out/bin/undercurrent completions bash) \
              --fish <($out/bin/undercurrent completions fish) \
              --zsh <($out/bin/undercurrent completions zsh)
          '';
          meta = {
            description = manifest.description;
            homepage = manifest.repository;
            license = pkgs.lib.licenses.mit;
            mainProgram = manifest.name;
          };
        };
      });
    };
}
