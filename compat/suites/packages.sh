# What packaging/build makes works where nothing else is: in a minimal Debian without Java and without a network, booted
# for the service. As root, because it makes that Debian. PACKAGES_ONCE=1 leaves out the second build, elsewhere, whose
# every byte is compared.
. "$(dirname "$0")/../lib.sh"
packaging=$ROOT/packaging
dist=$ROOT/target/dist
BIND=""

give_up() {
  failed "$@"
  exit 1
}

# From Debian: PROGRAM PACKAGE, where the program is missing.
install_packages() {
  local missing=() program package
  while read -r program package; do
    command -v "$program" >/dev/null || missing+=("$package")
  done <<'END'
mmdebstrap mmdebstrap
systemd-nspawn systemd-container
systemd-analyze systemd
ip iproute2
jq jq
END
  [ ${#missing[@]} -eq 0 ] && return 0
  apt-get -o Acquire::Retries=5 update && DEBIAN_FRONTEND=noninteractive apt-get -o Acquire::Retries=5 install -y --no-install-recommends "${missing[@]}"
}

# bare COMMAND…: in the minimal Debian, with an empty environment, processes of its own and loopback alone. Mounts end
# with the command. BIND="FROM TO" mounts a folder of this machine there, read-only.
bare() {
  BARE=$bare BIND=$BIND unshare --mount --pid --net --fork --kill-child bash -c '
    ip link set lo up
    mount -t proc proc "$BARE/proc"
    if [ -n "$BIND" ]; then
      set -- "${BIND% *}" "$BARE${BIND#* }" "$@"
      mkdir -p "$2" && mount --bind "$1" "$2" && mount -o remount,ro,bind "$2" && shift 2
    fi
    exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root chroot "$BARE" "$@"
  ' bash "$@"
}

# plays NAME COMMAND…: the quick start, whose token must verify.
plays() {
  local name=$1 out
  shift
  out=$("$@" quickstart --once --port 0 --output json --data "/tmp/$RANDOM$RANDOM" 2>"$WORK/err")
  if [ "$(jq '.Verified and (.Claims.scope | length > 0)' <<<"$out" 2>/dev/null)" = true ]; then ok "$name"
  else failed "$name" "$out" "$(tail -5 "$WORK/err")"; fi
}

build() {
  "$ROOT/gatehouse" package >"$WORK/build.log" 2>&1 || give_up "the packages are built" "$(tail -20 "$WORK/build.log")"
  commit=$(git -C "$ROOT" rev-parse HEAD)$([ -z "$(git -C "$ROOT" status --porcelain)" ] || echo ' (modified)')
  version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$ROOT/pom.xml")
  debian_version=${version/-/\~}
  bundled=gatehouse-$version-linux-$(uname -m)
  deb=gatehouse_${debian_version}_$(dpkg --print-architecture).deb
  passes "the checksums are those of the files" bash -c "cd '$dist' && sha256sum --quiet -c SHA256SUMS"
  equal "everything that was promised is there" "$bundled.tar.gz gatehouse-$version.cdx.json gatehouse-$version.tar.gz gatehouse-console-$version.cdx.json $deb " \
    "$(cut -c67- "$dist/SHA256SUMS" | tr '\n' ' ')"
}

# Another folder, another umask, another time zone, another time.
build_again() {
  local other="$WORK/an other place"
  [ -z "$(git -C "$ROOT" status --porcelain)" ] || { failed "two builds are equal" "commit first: the second one is of a clone"; return; }
  (umask 077 && git clone -q "$ROOT" "$other" && TZ=Pacific/Auckland "$other/gatehouse" package) >"$WORK/again.log" 2>&1 \
    || { failed "a clone builds packages" "$(tail -20 "$WORK/again.log")"; return; }
  equal "KS-15: two builds from two folders at two times are equal, byte for byte" "$(cat "$dist/SHA256SUMS")" "$(cat "$other/target/dist/SHA256SUMS")"
  rm -rf "$other"
}

make_bare_debian() {
  bare=$WORK/bare
  mmdebstrap --aptopt='Acquire::Retries "5"' --variant=essential --include=passwd,systemd-sysv bookworm "$bare" >"$WORK/mmdebstrap.log" 2>&1 \
    || give_up "a minimal Debian is made" "$(tail -5 "$WORK/mmdebstrap.log")"
  refuses "there is no Java in it" bare sh -c 'command -v java'
  mkdir -p "$bare/opt"
  for archive in "gatehouse-$version" "$bundled"; do tar -xzf "$dist/$archive.tar.gz" -C "$bare/opt"; done
}

says_its_version() {
  equal "$1 names version and commit" "gatehouse $version/commit $commit" "$("${@:2}" version | head -2 | paste -sd/)"
}

check_plain_archive() {
  local program=/opt/gatehouse-$version/bin/gatehouse
  equal "without a Java 25 the archive says in one sentence what to install" 1 \
    "$(bare "$program" version 2>&1 | grep -c '^gatehouse: no JDK 25 found: install one')"
  BIND="$jdk /usr/lib/jvm/jdk-25"
  plays "the archive passes the quick start where a JDK 25 is" bare "$program"
  says_its_version "the archive" bare "$program"
  refuses "commands of a checkout are refused" bare "$program" test
  BIND=""
}

check_bundled_archive() {
  local program=/opt/$bundled/bin/gatehouse
  plays "the archive with a run time passes the quick start" bare "$program"
  says_its_version "the archive with a run time" bare "$program"
  passes "it trains its cache" bare "$program" train
  passes "the cache is one that the JVM takes" bare sh -c "GATEHOUSE_JAVA_OPTS=-XX:AOTMode=on $program version"
  plays "and with the cache it passes again" bare "$program"
}

check_debian_package() {
  cp "$dist/$deb" "$bare/tmp/package.deb"
  passes "the Debian package installs without asking for anything" bare dpkg -i /tmp/package.deb
  plays "it passes the quick start as an ordinary user" bare setpriv --reuid=nobody --regid=nogroup --clear-groups gatehouse
  says_its_version "the package" bare gatehouse
  passes "its cache is one that the JVM takes" bare sh -c "GATEHOUSE_JAVA_OPTS=-XX:AOTMode=on gatehouse version"
  check_service
  passes "it is installed again over itself" bare dpkg -i /tmp/package.deb
  passes "it is removed" bare dpkg --remove gatehouse
  passes "nothing of the program is left" bare sh -c '! test -e /usr/lib/gatehouse && ! test -e /usr/bin/gatehouse'
  passes "it is purged" bare dpkg --purge gatehouse
  passes "data and master key are kept" bare sh -c 'test -s /var/lib/gatehouse/data/gatehouse.db && test -s /etc/gatehouse/master.key'
}

# Boots the minimal Debian with the service in it, which a unit of ours then asks, stops, and turns the machine off.
check_service() {
  cat >"$bare/etc/systemd/system/asker.service" <<'END'
[Unit]
After=gatehouse.service
[Service]
Type=oneshot
ExecStart=/bin/sh /root/ask
ExecStopPost=/bin/systemctl --no-block exit 0
END
  cat >"$bare/root/ask" <<'END'
exec >/root/asked 2>&1
tries=0
until gatehouse health --data /var/lib/gatehouse/data >/root/health 2>&1 || [ $((tries += 1)) -gt 600 ]; do sleep 0.5; done
echo "health $(cat /root/health)"
echo "confined $(grep -E '^(CapEff|NoNewPrivs|Seccomp):' /proc/$(systemctl show -P MainPID gatehouse)/status | awk '{printf "%s%s ", $1, $2}')"
gatehouse access-keys list --data /var/lib/gatehouse/data >/dev/null && echo "answers a signed request"
stat -c '%n %a %U' /etc/gatehouse/master.key /var/lib/gatehouse /var/lib/gatehouse/data
systemctl stop gatehouse
echo "stopped $(systemctl show -P Result gatehouse) $(systemctl show -P ExecMainStatus gatehouse) $(systemctl show -P NRestarts gatehouse)"
journalctl -q -o cat -u gatehouse -p warning >/root/journal
END
  passes "the service is enabled" bare systemctl enable gatehouse.service
  ln -s ../asker.service "$bare/etc/systemd/system/multi-user.target.wants/asker.service"
  passes "a machine boots with it" timeout 600 unshare --mount bash -c \
    "mount -t tmpfs tmpfs /run && exec systemd-nspawn -q -D '$bare' --boot --private-network --console=pipe --register=no --keep-unit </dev/null"
  equal "systemd starts it, confined and ready, and stops it with 0" "health {\"status\":\"ready\"}
confined CapEff:0000000000000000 NoNewPrivs:1 Seccomp:2 
answers a signed request
/etc/gatehouse/master.key 600 gatehouse
/var/lib/gatehouse 700 gatehouse
/var/lib/gatehouse/data 700 gatehouse
stopped success 0 0" "$(cat "$bare/root/asked" 2>&1)"
  rm -f "$bare/etc/systemd/system/multi-user.target.wants/asker.service"
}

# As the Dockerfile lays it out: the C library, the program, an argument file; no shell, nothing writable but the volume.
check_image_layout() {
  local image=$WORK/image program=/opt/$bundled library java
  mkdir -p "$image.read-only" "$image/proc" "$image/dev" "$image$program" "$image/var/lib/gatehouse"
  cp -a "$bare$program/." "$image$program/"
  bare "$program/bin/gatehouse" java-options >"$image$program/java.options"
  for library in libc.so.6 libdl.so.2 libm.so.6 libpthread.so.0 librt.so.1; do
    install -D "$bare/lib/x86_64-linux-gnu/$library" "$image/lib/x86_64-linux-gnu/$library"
  done
  install -D "$bare/lib64/ld-linux-x86-64.so.2" "$image/lib64/ld-linux-x86-64.so.2"
  cp -a "$bare/dev/null" "$bare/dev/urandom" "$bare/dev/random" "$image/dev/"
  chown 65532:65532 "$image/var/lib/gatehouse"
  java="$program/runtime/bin/java @$program/java.options"
  passes "KS-15: as in the image, without a shell and on a read-only root, it is healthy and stops at SIGTERM with 0" \
    env IMAGE="$image" JAVA="$java" unshare --mount --pid --net --fork --kill-child bash -c '
      ip link set lo up
      mount -t proc proc "$IMAGE/proc"
      mount --bind "$IMAGE/var/lib/gatehouse" "$IMAGE/var/lib/gatehouse"
      mount --rbind "$IMAGE" "$IMAGE.read-only" && mount -o remount,ro,bind "$IMAGE.read-only"
      inside=(env -i GATEHOUSE_DATA=/var/lib/gatehouse/data GATEHOUSE_HTTP_BIND=0.0.0.0
        /usr/sbin/chroot --userspec=65532:65532 "$IMAGE.read-only" $JAVA)
      "${inside[@]}" serve 2>"$IMAGE.log" & server=$!
      tries=0
      until "${inside[@]}" health 2>"$IMAGE.health"; do
        [ $((tries += 1)) -lt 600 ] || { cat "$IMAGE.health" "$IMAGE.log"; exit 9; }
        sleep 0.5
      done
      kill -TERM "$server"; wait "$server"'
}

check_documents() {
  local names libraries archive
  libraries=$(find "$ROOT/server/target/lib" -name '*.jar' | wc -l)
  names=$(tar -tzf "$dist/$bundled.tar.gz")
  equal "each library has its licence texts in the archive" "$libraries" \
    "$(grep -c '^[^/]*/licences/[^/]*/$' <<<"$names")"
  equal "KS-13: the bill of materials names each library but our own console" "$((libraries - 1))" \
    "$(jq '.components | length' "$dist/gatehouse-$version.cdx.json")"
  equal "and the console has one of its own, with checksums and licences" true \
    "$(jq '(.components | length > 20) and ([.components[] | (.hashes | length > 0) and (.licenses | length > 0)] | all)' \
      "$dist/gatehouse-console-$version.cdx.json")"
  for archive in "$dist"/*.tar.gz; do
    passes "the console is in ${archive##*/}" bash -c "tar -tzf '$archive' | grep -q '/lib/gatehouse-console.jar$'"
  done
  equal "and each with a checksum and a licence" true \
    "$(jq '[.components[] | (.hashes | length > 0) and (.licenses | length > 0)] | all' "$dist/gatehouse-$version.cdx.json")"
  if command -v lintian >/dev/null; then passes "lintian has nothing to say of the Debian package" lintian --fail-on error,warning "$dist/$deb"; fi
}

check_unit() {
  local exposure
  exposure=$(systemd-analyze security --offline=true --no-pager "$packaging/gatehouse.service" | sed -n 's/.*level for gatehouse.service: \([0-9.]*\) .*/\1/p')
  equal "systemd-analyze calls the exposure of the unit 1.3 of 10" 1.3 "$exposure"
}

# What the libraries need is in the run time, other than the one module that is left out on purpose.
check_modules() {
  local jars needed
  jars=("$ROOT"/server/target/gatehouse-server.jar "$ROOT"/server/target/lib/*.jar)
  needed=$("$jdk/bin/jdeps" --multi-release 25 --ignore-missing-deps --print-module-deps \
    --class-path "$(IFS=:; echo "${jars[*]}")" "${jars[@]}" 2>/dev/null | tail -1 | tr ',' '\n' | grep -vx java.desktop)
  equal "the run time has every module that jdeps finds" "" "$(comm -23 <(sort <<<"$needed") <(sort "$packaging/modules"))"
}

[ "$(id -u)" -eq 0 ] || give_up "this needs root, to make a minimal Debian and enter it"
install_packages >"$WORK/apt.log" 2>&1 || give_up "Debian's packages are installed" "$(tail -5 "$WORK/apt.log")"
build
jdk=$("$ROOT/gatehouse" doctor --data "$WORK/none" | sed -n 's/^.* java .* at \(\/.*\)$/\1/p')
[ -n "${PACKAGES_ONCE:-}" ] || build_again
check_documents
check_unit
check_modules
make_bare_debian
check_plain_archive
check_bundled_archive
check_debian_package
check_image_layout
