package dev.gatehouse.cli;

/// How a shell spells what `gatehouse env` prints.
enum Shell {
  /// Also right for sh, dash and zsh.
  BASH {
    @Override
    String export(String name, String value) {
      return "export " + name + "=" + quoted(value);
    }

    @Override
    String unset(String name) {
      return "unset " + name;
    }

    @Override
    String unsetFunction() {
      return "unset -f aws 2>/dev/null || true";
    }

    @Override
    String function(String address) {
      return """
      aws() {
        local word value=
        for word in "$@"; do
          if [ -n "$value" ]; then value=; continue; fi
          case $word in
            cognito-idp|cognito-identity|sts) command aws --endpoint-url ADDRESS "$@"; return ;;
            OPTIONS) value=1 ;;
            -*) ;;
            *) break ;;
          esac
        done
        command aws "$@"
      }
      """
          .replace("ADDRESS", quoted(address))
          .replace("OPTIONS", OPTIONS.replace(" ", "|"));
    }

    private String quoted(String value) {
      return value.matches("[\\w./:+=@-]*") ? value : "'" + value.replace("'", "'\\''") + "'";
    }
  },

  FISH {
    @Override
    String export(String name, String value) {
      return "set -gx " + name + " " + quoted(value);
    }

    @Override
    String unset(String name) {
      return "set -e " + name;
    }

    @Override
    String unsetFunction() {
      return "functions -e aws";
    }

    @Override
    String function(String address) {
      return """
      function aws
        set -l value ''
        for word in $argv
          if test -n "$value"; set value ''; continue; end
          switch $word
            case cognito-idp cognito-identity sts
              command aws --endpoint-url ADDRESS $argv
              return
            case OPTIONS
              set value 1
            case '-*'
            case '*'
              break
          end
        end
        command aws $argv
      end
      """
          .replace("ADDRESS", quoted(address))
          .replace("OPTIONS", OPTIONS);
    }

    private String quoted(String value) {
      return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
  },

  POWERSHELL {
    @Override
    String export(String name, String value) {
      return "$env:" + name + " = " + quoted(value);
    }

    @Override
    String unset(String name) {
      return "Remove-Item -ErrorAction SilentlyContinue Env:" + name;
    }

    @Override
    String unsetFunction() {
      return "Remove-Item -ErrorAction SilentlyContinue Function:aws";
    }

    @Override
    String function(String address) {
      return """
      function aws {
        $program = (Get-Command aws -CommandType Application | Select-Object -First 1).Source
        $value = $false
        foreach ($word in $args) {
          if ($value) { $value = $false; continue }
          if ($word -in 'cognito-idp', 'cognito-identity', 'sts') {
            & $program --endpoint-url ADDRESS @args
            return
          }
          if ($word -in OPTIONS) { $value = $true; continue }
          if ("$word" -notlike '-*') { break }
        }
        & $program @args
      }
      """
          .replace("ADDRESS", quoted(address))
          .replace("OPTIONS", "'" + OPTIONS.replace(" ", "', '") + "'");
    }

    private String quoted(String value) {
      return "'" + value.replace("'", "''") + "'";
    }
  };

  /// The AWS CLI's options before the service's name that take a value.
  private static final String OPTIONS =
      "--region --output --profile --query --color --ca-bundle --endpoint-url"
          + " --cli-read-timeout --cli-connect-timeout --cli-binary-format";

  abstract String export(String name, String value);

  abstract String unset(String name);

  abstract String unsetFunction();

  /// A function `aws` that adds `--endpoint-url` for the services offered. An own `--endpoint-url`
  /// of the caller stands later and wins.
  abstract String function(String address);
}
